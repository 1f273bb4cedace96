package dev.carnet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.spi.setup.StoreSetup;
import dev.carnet.spi.setup.StoreSetup.Finding;
import dev.carnet.spi.setup.StoreSetup.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a check finds where somebody has changed the table; the statement that it names mends it. */
class DriftTest {
    @TempDir
    private Path directory;

    private TestDatabase database;

    @AfterEach
    void drop() {
        if (database != null) {
            database.drop();
        }
    }

    private List<String> found() {
        try (StoreSetup setup = database.setup()) {
            return setup.check().stream()
                    .filter(each -> each.subject().equals("schema"))
                    .map(each -> each.level() + " " + each.text())
                    .toList();
        }
    }

    /** Runs what each finding says, and looks whether that was all. */
    private void mend(Function<String, String> statement) {
        for (String each : found()) {
            database.sql(statement.apply(each));
        }
        assertThat(found()).containsExactly("OK the table 'sessions' is complete");
    }

    private static String lastStatement(String finding) {
        return finding.substring(finding.indexOf(finding.contains("CREATE ") ? "CREATE " : "ALTER "));
    }

    /** An index, a column's type, a column's length, and the primary key. */
    private void drift(String dropIndex, String change, String dropKey) {
        database.initialised();
        assertThat(found()).containsExactly("OK the table 'sessions' is complete");

        database.sql(dropIndex);
        assertThat(found())
                .singleElement()
                .asString()
                .startsWith(
                        "WARNING the table 'sessions' lacks an index on (expires_at), so that each sweep reads all rows; run"
                                + " `carnet init`, or CREATE INDEX ");
        mend(DriftTest::lastStatement);

        database.sql(change.formatted("max_idle", "INTEGER"));
        assertThat(found())
                .singleElement()
                .asString()
                .startsWithIgnoringCase("ERROR the column max_idle of 'sessions' is of type int")
                .contains(" and should be BIGINT; stop every server, and run ALTER TABLE ");
        mend(DriftTest::lastStatement);

        database.sql(change.formatted("principal", "VARCHAR(20)"));
        database.sql(change.formatted("handle", "VARCHAR(8)"));
        assertThat(found())
                .hasSize(2)
                .anyMatch(each ->
                        each.startsWith("ERROR the column handle of 'sessions' takes 8 characters and should take 40;"))
                .anyMatch(each -> each.startsWith(
                        "WARNING the column principal of 'sessions' takes 20 characters and should take 255;"));
        mend(DriftTest::lastStatement);

        database.sql(dropKey);
        assertThat(found())
                .contains("ERROR the table 'sessions' has no primary key, so that a session may be there twice; run"
                        + " ALTER TABLE " + quoted("sessions") + " ADD PRIMARY KEY (id)");
        mend(DriftTest::lastStatement);
    }

    private String quoted(String name) {
        return database.url().contains("mysql") || database.url().contains("mariadb")
                ? '`' + name + '`'
                : '"' + name + '"';
    }

    @Test
    void on_postgresql() {
        database = TestDatabase.postgres();
        drift(
                "DROP INDEX sessions_expires_at",
                "ALTER TABLE sessions ALTER COLUMN %s TYPE %s",
                "ALTER TABLE sessions DROP CONSTRAINT sessions_pkey");

        database.sql("ALTER TABLE sessions ALTER COLUMN handle TYPE CHAR(40)");
        assertThat(found()).singleElement().asString().contains("fills values up with blanks");
        mend(DriftTest::lastStatement);
        database.sql("ALTER TABLE sessions ALTER COLUMN session_data TYPE VARCHAR(1000)");
        assertThat(found())
                .singleElement()
                .asString()
                .startsWith("WARNING the column session_data of 'sessions' takes 1000 and refuses larger sessions");
        mend(DriftTest::lastStatement);
        database.sql("ALTER TABLE sessions ALTER COLUMN created_at TYPE NUMERIC");
        assertThat(found()).containsExactly("OK the table 'sessions' is complete");
    }

    @Test
    void on_mariadb() {
        database = TestDatabase.mariaDb();
        drift(
                "DROP INDEX sessions_expires_at ON sessions",
                "ALTER TABLE sessions MODIFY %s %s",
                "ALTER TABLE sessions DROP PRIMARY KEY");
    }

    @Test
    void on_mysql() {
        database = TestDatabase.mySql();
        drift(
                "DROP INDEX sessions_expires_at ON sessions",
                "ALTER TABLE sessions MODIFY %s %s",
                "ALTER TABLE sessions DROP PRIMARY KEY");

        database.sql("ALTER TABLE sessions MODIFY principal VARCHAR(255) CHARACTER SET utf8mb4 COLLATE"
                + " utf8mb4_general_ci");
        assertThat(found())
                .singleElement()
                .asString()
                .contains(
                        "WARNING the column principal of 'sessions' has the collation utf8mb4_general_ci, which takes users for one");
        mend(DriftTest::lastStatement);
        database.sql("ALTER TABLE sessions MODIFY session_data TEXT");
        assertThat(found())
                .singleElement()
                .asString()
                .startsWith("WARNING the column session_data of 'sessions' takes ");
        mend(DriftTest::lastStatement);
    }

    @Test
    void on_h2() {
        database = TestDatabase.h2(directory);
        drift(
                "DROP INDEX \"sessions_expires_at\"",
                "ALTER TABLE \"sessions\" ALTER COLUMN %s SET DATA TYPE %s",
                "ALTER TABLE \"sessions\" DROP PRIMARY KEY");
    }

    @Test
    void on_sqlite() {
        SqlitePlace place = new SqlitePlace(directory.resolve("web.db")).initialised();
        place.sql("DROP INDEX sessions_handle");
        assertThat(place.setup().check())
                .filteredOn(each -> each.level() == Level.WARNING)
                .extracting(Finding::text)
                .containsExactly(
                        "the table 'sessions' lacks an index on (handle), so that finding a session by its handle"
                                + " reads all rows; run `carnet init`, or CREATE INDEX IF NOT EXISTS \"sessions_handle\" ON"
                                + " \"sessions\" (handle)");
        place.sql("DROP TABLE sessions");
        place.sql("CREATE TABLE sessions (id TEXT, handle TEXT, version INT, created_at TEXT, last_accessed_at INTEGER,"
                + " max_idle BIGINT, ends_at BIGINT, expires_at BIGINT, format TEXT, principal VARCHAR(20),"
                + " session_data TEXT)");
        assertThat(place.setup().check())
                .filteredOn(each -> each.level() == Level.ERROR)
                .extracting(Finding::text)
                .containsExactly(
                        "the table 'sessions' has no primary key, so that a session may be there twice; run CREATE UNIQUE"
                                + " INDEX \"sessions_id\" ON \"sessions\" (id)",
                        "the column created_at of 'sessions' is of type TEXT and should be BIGINT; stop every server, and"
                                + " run `carnet export FILE`, DROP TABLE \"sessions\", `carnet init`, `carnet import FILE`:"
                                + " SQLite changes no column");
    }
}
