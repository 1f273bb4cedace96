package dev.carnet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionUpdate;
import dev.carnet.spi.SweepQuery;
import dev.carnet.spi.document.SessionDocument;
import dev.carnet.spi.document.WholeDocument;
import org.junit.jupiter.api.Test;

/** What the databases' planners make of the statements, among 20,000 rows. */
class IndexTest {
    private static final SessionKey KEY = new SessionKey("a");
    private static final SessionUpdate UPDATE = Given.update(Given.session("a"), "n", "2");
    private static final SessionQuery OF_ADA = SessionQuery.ALL.ofPrincipal("ada");
    private static final SweepStep STEP = new SweepStep(SweepQuery.by(Given.NOW), Long.MIN_VALUE, 100);

    private static JdbcTable table(TestDatabase database) {
        return JdbcTable.look(database.dataSource(), JdbcOptions.DEFAULTS);
    }

    @Test
    void mariadb_uses_an_index_also_where_ids_are_compared_as_bytes() {
        TestDatabase database = TestDatabase.mariaDb().with(TestDatabase.ORIGINAL_TABLE + " CHARSET latin1");
        database.sql("INSERT INTO sessions SELECT CONCAT('k', seq), '{}' FROM seq_1_to_20000");
        database.sql("INSERT INTO sessions VALUES ('a', '{}')");
        DocumentStatements original =
                new DocumentStatements(table(database), new WholeDocument("JDBC", new SessionDocument(false)));
        assertThat(database.plan(original.find(KEY))).contains("|PRIMARY|");
        assertThat(database.plan(original.update(KEY, "{}", UPDATE.next()))).contains("|PRIMARY|");
        assertThat(database.plan(original.touch(KEY, 1, Given.NOW, Given.NOW))).contains("|PRIMARY|");
        assertThat(database.plan(original.delete(KEY, "{}"))).contains("|PRIMARY|");

        database.setup().apply();
        database.sql(
                "UPDATE sessions SET version = 1, handle = id, format = '1d', created_at = 1, last_accessed_at = 1,"
                        + " principal = id, expires_at = 4102444800000");
        database.sql("ANALYZE TABLE sessions");
        Statements statements = new Statements(table(database));
        assertThat(database.plan(statements.find(KEY))).contains("|const|").contains("|PRIMARY|");
        assertThat(database.plan(statements.update(UPDATE))).contains("|PRIMARY|");
        assertThat(database.plan(statements.touch(KEY, 1, Given.NOW, Given.NOW)))
                .contains("|PRIMARY|");
        assertThat(database.plan(statements.delete(KEY, null))).contains("|PRIMARY|");
        assertThat(database.plan(statements.findExpired(STEP)))
                .contains("|sessions_expires_at|")
                .doesNotContain("filesort");
        assertThat(database.plan(statements.findByHandle("k7"))).contains("|sessions_handle|");
        assertThat(database.plan(statements.scan(OF_ADA, "", 100)))
                .contains("|sessions_principal|")
                .doesNotContain("filesort");
        database.drop();
    }

    @Test
    void postgresql_uses_an_index_although_ids_are_filled_up_with_blanks() {
        TestDatabase database = TestDatabase.postgres().initialised();
        database.sql("INSERT INTO sessions (id, version, handle, format, created_at, last_accessed_at, principal,"
                + " expires_at, session_data) SELECT 'k' || n, 1, 'k' || n, '1d', 1, 1, 'p' || n, 4102444800000,"
                + " '{}' FROM generate_series(1, 20000) n");
        database.sql("ANALYZE sessions");
        Statements statements = new Statements(table(database));
        assertThat(database.plan(statements.find(KEY))).contains("Index Scan using sessions_pkey");
        assertThat(database.plan(statements.update(UPDATE))).contains("Index Scan using sessions_pkey");
        assertThat(database.plan(statements.touch(KEY, 1, Given.NOW, Given.NOW)))
                .contains("Index Scan using sessions_pkey");
        assertThat(database.plan(statements.findExpired(STEP)))
                .contains("Index Scan using sessions_expires_at")
                .doesNotContain("Sort");
        assertThat(database.plan(statements.deleteExpired(STEP)))
                .contains("Index Scan using sessions_expires_at", "Tid Scan on sessions")
                .doesNotContain("Sort", "Seq Scan");
        assertThat(database.plan(statements.scan(OF_ADA, "", 100))).contains("Index Scan using sessions_principal");
        assertThat(database.plan(statements.findByHandle("k7"))).contains("Index Scan using sessions_handle");
        database.drop();
    }

    @Test
    void postgresql_uses_the_index_of_a_varchar_as_well() {
        TestDatabase database =
                TestDatabase.postgres().with("CREATE TABLE sessions (id VARCHAR(72) PRIMARY KEY, session_data TEXT)");
        database.sql("INSERT INTO sessions SELECT 'k' || n, '{}' FROM generate_series(1, 20000) n");
        database.sql("ANALYZE sessions");
        DocumentStatements original =
                new DocumentStatements(table(database), new WholeDocument("JDBC", new SessionDocument(false)));
        SessionRecord next = UPDATE.next();
        assertThat(database.plan(original.find(KEY))).contains("Index Scan using sessions_pkey");
        assertThat(database.plan(original.update(KEY, "{}", next))).contains("Index Scan using sessions_pkey");
        database.drop();
    }
}
