package dev.carnet.cli.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.cli.Prompt;
import dev.carnet.cli.command.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions that only Dancer ever wrote, ended by their age. */
class ForeignSweepTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final String AGE = "--unknown-older-than";

    /** Dancer 2's of 2012 and of 2026-10-31, and one of Dancer 1's. */
    private static final String OLD = "UH8fdwAAAAAAAAAAAAAAAAAAAAAAAAAA";

    private static final String NEW = "auXYQAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    private static final String DANCER1 = "275641995096685711621170429661731047";

    @TempDir
    private Path directory;

    private Prompt.Result run(String... command) {
        return Prompt.in(directory).at(NOW).run(command);
    }

    private void database(String... statements) throws IOException, SQLException {
        Path file = directory.resolve("sessions.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement sql = connection.createStatement()) {
            for (String each : statements) {
                sql.execute(each);
            }
        }
        Files.writeString(directory.resolve("carnet.yml"), """
                session: DBI
                session_options: {dsn: 'dbi:SQLite:dbname=%s', table: sessions}
                dancer: share
                """.formatted(file));
    }

    private List<String> left() throws SQLException {
        List<String> ids = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("sessions.db"));
                ResultSet rows = connection.createStatement().executeQuery("SELECT id FROM sessions ORDER BY id")) {
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
        }
        return ids;
    }

    @Test
    void a_column_last_active_tells_the_age() throws Exception {
        database(
                "CREATE TABLE sessions (id CHAR(40) PRIMARY KEY, session_data TEXT, last_active TIMESTAMP)",
                "INSERT INTO sessions VALUES ('a400', '{\"user\":\"ada\"}', '2025-09-27 12:00:00')",
                "INSERT INTO sessions VALUES ('b10', '{\"user\":\"bob\"}', '2026-10-22 12:00:00')");

        Prompt.Result tried = run("sweep", AGE, "90 days", "--dry-run");
        assertThat(tried.code()).isEqualTo(ExitCode.DONE);
        assertThat(tried.out()).isEqualTo("""
                0 expired sessions would be deleted
                1 session without an expiry, older than 90 d, would be deleted
                """);
        assertThat(left()).containsExactly("a400", "b10");

        assertThat(run("sweep").out()).isEqualTo("0 expired sessions deleted\n");
        assertThat(left()).containsExactly("a400", "b10");

        Prompt.Result done = run("sweep", AGE, "90 days");
        assertThat(done.out()).isEqualTo("""
                0 expired sessions deleted
                1 session without an expiry, older than 90 d, deleted
                """);
        assertThat(left()).containsExactly("b10");
    }

    @Test
    void else_the_id_does_and_where_nothing_does_that_is_said() throws Exception {
        database(
                "CREATE TABLE sessions (id CHAR(40) PRIMARY KEY, session_data TEXT)",
                "INSERT INTO sessions VALUES ('" + OLD + "', '{}'), ('" + NEW + "', '{}'), ('" + DANCER1 + "', '{}')");

        Prompt.Result done = run("sweep", AGE, "90 days", "--json");

        assertThat(left()).containsExactlyInAnyOrder(NEW, DANCER1);
        assertThat(done.code()).isEqualTo(ExitCode.NO);
        assertThat(done.out()).contains("\"unknown_deleted\": 1", "\"unknown_age\": 1");
        assertThat(done.err())
                .contains("1 session without an expiry left: neither the store nor the id contains their age")
                .contains("last_active", "carnet revoke");
    }

    @Test
    void an_age_of_nothing_is_refused() throws Exception {
        database("CREATE TABLE sessions (id CHAR(40) PRIMARY KEY, session_data TEXT)");

        assertThat(run("sweep", AGE, "0").code()).isEqualTo(ExitCode.USAGE);
        assertThat(run("sweep", AGE, "0").err()).contains("requires a duration greater than 0");
    }
}
