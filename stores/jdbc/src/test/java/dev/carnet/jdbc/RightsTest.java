package dev.carnet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.options.SessionOptions;
import dev.carnet.spi.setup.Settings;
import dev.carnet.spi.setup.StoreSetup;
import dev.carnet.spi.setup.StoreSetup.Finding;
import dev.carnet.spi.setup.StoreSetup.Level;
import dev.carnet.testservers.FreshDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** What a check finds of a user who may not write, on servers that know users; it writes nothing itself. */
class RightsTest {
    private static final DbiProvider PROVIDER = new DbiProvider();

    private static StoreSetup setup(String url) {
        Settings settings =
                Settings.builder(Object::toString).set(DbiProvider.DSN, url).build();
        return PROVIDER.setup(settings, SessionOptions.DEFAULTS);
    }

    private static String rights(String url) {
        return rights(Settings.builder(Object::toString).set(DbiProvider.DSN, url));
    }

    private static String rights(Settings.Builder settings) {
        List<Finding> findings =
                PROVIDER.setup(settings.build(), SessionOptions.DEFAULTS).check();
        assertThat(findings).filteredOn(each -> each.level() == Level.ERROR).hasSizeLessThan(2);
        return findings.stream()
                .filter(each -> each.subject().equals("rights"))
                .map(each -> each.level() + " " + each.text())
                .findFirst()
                .orElse("none");
    }

    @Test
    void on_postgresql_the_grant_that_is_missing_is_named() {
        FreshDatabase database = FreshDatabase.postgres();
        String reader = database.url().replace("user=postgres", "user=reader");
        try {
            setup(database.url()).apply();
            database.sql("CREATE ROLE reader LOGIN");
            database.sql("GRANT USAGE ON SCHEMA "
                    + database.sql("SELECT current_schema()").get(0) + " TO reader");

            assertThat(rights(reader))
                    .isEqualTo(
                            "ERROR the user may not SELECT, INSERT, UPDATE, DELETE; run GRANT SELECT, INSERT, UPDATE,"
                                    + " DELETE ON \"sessions\" TO \"reader\"");
            database.sql("GRANT SELECT, UPDATE ON sessions TO reader");
            assertThat(rights(reader))
                    .isEqualTo("ERROR the user may not INSERT, DELETE; run GRANT INSERT, DELETE ON \"sessions\" TO"
                            + " \"reader\"");
            database.sql("GRANT INSERT, DELETE ON sessions TO reader");
            assertThat(rights(reader)).isEqualTo("OK the user may read and write \"sessions\"");
            database.sql("ALTER ROLE reader SET default_transaction_read_only = on");
            PGSimpleDataSource readOnly = new PGSimpleDataSource();
            readOnly.setUrl(reader);
            assertThat(rights(Settings.builder(Object::toString).set(DbiProvider.DATA_SOURCE, readOnly)))
                    .startsWith("ERROR the database accepts no writes. ")
                    .contains("Connect to the primary");
            assertThat(database.sql("SELECT id FROM sessions")).isEmpty();
        } finally {
            database.sql("DROP OWNED BY reader");
            database.sql("DROP ROLE reader");
            database.drop();
        }
    }

    @Test
    void on_mysql_the_grant_that_is_missing_is_named() {
        FreshDatabase database = FreshDatabase.mySql();
        String reader = database.url().replace("user=root", "user=reader");
        String name = database.sql("SELECT DATABASE()").get(0);
        try {
            setup(database.url()).apply();
            database.sql("CREATE USER 'reader'@'%'");
            database.sql("GRANT SELECT ON " + name + ".sessions TO 'reader'@'%'");

            assertThat(rights(reader))
                    .isEqualTo("ERROR the user may not INSERT, UPDATE, DELETE; run GRANT INSERT, UPDATE, DELETE ON"
                            + " `sessions` TO 'reader'@'%'");
            database.sql("GRANT INSERT, UPDATE, DELETE ON " + name + ".sessions TO 'reader'@'%'");
            assertThat(rights(reader)).isEqualTo("OK the user may read and write `sessions`");
            assertThat(database.sql("SELECT id FROM sessions")).isEmpty();
        } finally {
            database.sql("DROP USER 'reader'@'%'");
            database.drop();
        }
    }

    @Test
    void on_mariadb_everything_is_allowed_to_its_owner() {
        FreshDatabase database = FreshDatabase.mariaDb();
        try {
            setup(database.url()).apply();

            assertThat(rights(database.url())).isEqualTo("OK the user may read and write `sessions`");
        } finally {
            database.drop();
        }
    }

    @Test
    void on_h2_the_grant_that_is_missing_is_named(@TempDir Path directory) {
        String h2 = FreshDatabase.h2(directory).url();
        FreshDatabase.sql(h2, "CREATE USER reader PASSWORD ''");
        setup(h2).apply();
        FreshDatabase.sql(h2, "GRANT SELECT ON sessions TO reader");

        assertThat(rights(h2 + ";USER=reader"))
                .startsWith("ERROR the user may not INSERT, UPDATE, DELETE; run GRANT INSERT, UPDATE, DELETE ON ");
        assertThat(FreshDatabase.sql(h2, "SELECT id FROM sessions")).isEmpty();
    }

    @Test
    void a_sqlite_file_that_is_opened_for_reading_only_takes_no_writes(@TempDir Path directory) {
        String url = "jdbc:sqlite:" + directory.resolve("web.db");
        setup(url).apply();

        assertThat(rights(url)).isEqualTo("OK the user may read and write \"sessions\"");
        assertThat(rights(url + "?open_mode=1")).startsWith("ERROR the database accepts no writes. ");
    }

    @Test
    void the_originals_table_is_tried_as_well(@TempDir Path directory) {
        String url = "jdbc:sqlite:" + directory.resolve("web.db");
        FreshDatabase.sql(url, SqlitePlace.ORIGINAL_TABLE);

        assertThat(rights(url)).isEqualTo("OK the user may read and write \"sessions\"");
        assertThat(FreshDatabase.sql(url, "SELECT id FROM sessions")).isEmpty();
    }
}
