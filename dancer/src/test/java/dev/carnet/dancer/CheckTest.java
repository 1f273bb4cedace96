package dev.carnet.dancer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.SessionEngine;
import dev.carnet.SessionId;
import dev.carnet.config.CarnetConfig;
import dev.carnet.spi.setup.StoreSetup;
import dev.carnet.spi.setup.StoreSetup.Finding;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code check} says of a Dancer application's sessions, and how they end, on rows as the original wrote them. */
class CheckTest {
    private static final String ID = "275641995096685711621170429661731047";

    @TempDir
    Path directory;

    private String url() {
        return "jdbc:sqlite:" + directory.resolve("sessions.db");
    }

    private void sql(String statement, String... values) throws Exception {
        try (Connection connection = DriverManager.getConnection(url());
                PreparedStatement sql = connection.prepareStatement(statement)) {
            for (int i = 0; i < values.length; i++) {
                sql.setString(i + 1, values[i]);
            }
            sql.execute();
        }
    }

    private CarnetConfig config(String more) {
        return CarnetConfig.parse(
                "config.yml",
                "session: DBI\nsession_options: {dsn: 'dbi:SQLite:dbname=" + directory.resolve("sessions.db")
                        + "', table: sessions}\ndancer: share\n" + more,
                name -> null);
    }

    @BeforeEach
    void plant() throws Exception {
        sql("CREATE TABLE sessions (id CHAR(40) PRIMARY KEY, session_data TEXT, last_active TIMESTAMP)");
        sql("INSERT INTO sessions (id, session_data) VALUES (?, ?)", ID, Fixtures.text("dbi-row.json"));
    }

    private List<String> findings() {
        try (StoreSetup setup = config("").setup()) {
            return setup.check().stream().map(Finding::text).toList();
        }
    }

    @Test
    void a_sample_tells_how_many_are_carried_over_and_why_others_are_not() throws Exception {
        sql("INSERT INTO sessions (id, session_data) VALUES ('bad-1', '{\"a\"'), ('bad-2', '{\"a\"')");

        assertThat(findings())
                .contains("1 of 3 sessions looked at are carried over")
                .anySatisfy(text -> assertThat(text)
                        .startsWith(
                                "2 cannot be read, and are left as they are: DBI: what is stored under a key is no"))
                .anySatisfy(text -> assertThat(text).startsWith("a shared store keeps fewer promises"));
    }

    @Test
    void what_the_original_stored_is_read_and_an_update_keeps_it() throws Exception {
        try (SessionEngine engine = config("").open()) {
            engine.update(SessionId.of(ID), session -> session.put("n", 1));

            assertThat(engine.retrieve(SessionId.of(ID)).orElseThrow().get("str"))
                    .isEqualTo("h\u00e9llo \u2603 \ud83d\ude00");
            assertThat(engine.retrieve(SessionId.of(ID)).orElseThrow().get("big"))
                    .isEqualTo(9007199254740993L);
        }
    }

    @Test
    void a_session_that_only_perl_wrote_ends_by_last_active() throws Exception {
        sql("UPDATE sessions SET last_active = '2020-02-20 20:20:20'");

        try (SessionEngine engine = config("session_duration: 30 minutes\n").open()) {
            assertThat(engine.retrieve(SessionId.of(ID))).isEmpty();
        }
        try (Connection connection = DriverManager.getConnection(url());
                var rows = connection.createStatement().executeQuery("SELECT count(*) FROM sessions")) {
            assertThat(rows.getInt(1)).isZero();
        }
    }
}
