package dev.carnet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.Settings;
import dev.carnet.testservers.TestServers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A Dancer application's {@code session_options} as they stand, against real servers. */
class PerlDsnTest {
    private static final String ANY_NAME = "Web Sessions; DROP TABLE users --";

    private static Settings.Builder options(String dsn, String user, String table) {
        return Settings.builder(Object::toString)
                .set(DbiProvider.DSN, dsn)
                .set(DbiProvider.USER, user)
                .set(DbiProvider.PASSWORD, "")
                .set(DbiProvider.TABLE, table);
    }

    private static void keepsSessions(Settings settings) {
        DbiProvider provider = new DbiProvider();
        provider.setup(settings, SessionOptions.DEFAULTS).apply();
        assertThat(provider.setup(settings, SessionOptions.DEFAULTS).plan()).isEmpty();
        assertThat(provider.setup(settings, SessionOptions.DEFAULTS).check())
                .allMatch(each -> each.text().length() > 1);
        try (SessionStore store = provider.open(settings, SessionOptions.DEFAULTS)) {
            assertThat(store.create(Given.session("a"))).isTrue();
            assertThat(store.find(Given.session("a").header().key())).isPresent();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"DBI:mysql:", "DBI:MariaDB:"})
    void mysql_and_mariadb(String driver) {
        TestDatabase database = TestDatabase.mariaDb();
        String name = database.sql("SELECT DATABASE()").get(0);
        String dsn = driver + "database=" + name + ";host=127.0.0.1;port="
                + TestServers.mariaDb().port();

        keepsSessions(options(dsn, "root", "sessions").build());
        keepsSessions(options(dsn, "root", ANY_NAME).build());
        keepsSessions(options(dsn, "root", name + ".qualified").build());
        database.drop();
    }

    @Test
    void postgresql_with_a_table_in_a_schema() {
        TestDatabase database = TestDatabase.postgres();
        String schema = database.sql("SELECT current_schema()").get(0);
        String dsn = "dbi:Pg:dbname=postgres;host=127.0.0.1;port="
                + TestServers.postgres().port();

        keepsSessions(options(dsn, "postgres", schema + ".sessions").build());
        keepsSessions(options(dsn, "postgres", schema + ".\"" + ANY_NAME + '"').build());
        database.drop();
    }
}
