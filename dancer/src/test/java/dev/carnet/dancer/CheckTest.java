package dev.carnet.dancer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.SessionEngine;
import dev.carnet.SessionId;
import dev.carnet.config.CarnetConfig;
import dev.carnet.spi.SessionKey;
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
                .contains("1 of 3 sessions checked can be used")
                .anySatisfy(text -> assertThat(text)
                        .startsWith("2 cannot be read, and are left unchanged: DBI: the entry under a key is not a"))
                .anySatisfy(text -> assertThat(text).startsWith("a shared store has weaker guarantees"));
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

    @Test
    void text_of_a_latin1_connection_is_counted_and_read_as_it_was_meant_where_a_setting_says_so() throws Exception {
        String id = "175641995096685711621170429661731047";
        sql(
                "INSERT INTO sessions (id, session_data) VALUES (?, ?)",
                id,
                Fixtures.text("dbi-row-latin1-connection.json"));
        assertThat(findings())
                .anySatisfy(text -> assertThat(text)
                        .startsWith("1 of 2 sessions checked contain text that Perl stored over a latin1 connection"));

        CarnetConfig repaired = CarnetConfig.parse(
                "config.yml",
                "session: DBI\nsession_options: {dsn: 'dbi:SQLite:dbname=" + directory.resolve("sessions.db")
                        + "', table: sessions, connection_charset: latin1}\ndancer: share\n",
                name -> null);
        try (StoreSetup setup = repaired.setup()) {
            assertThat(setup.check()).extracting(Finding::text).noneMatch(text -> text.contains("latin1"));
        }
        try (SessionEngine engine = repaired.open()) {
            assertThat(engine.retrieve(SessionId.of(id)).orElseThrow().get("str"))
                    .isEqualTo("h\u00e9\u2603");
            assertThat(engine.retrieve(SessionId.of(ID)).orElseThrow().get("str"))
                    .isEqualTo("h\u00e9llo \u2603 \ud83d\ude00");
            engine.update(SessionId.of(id), session -> session.put("new", "caf\u00e9"));
            assertThat(engine.retrieve(SessionId.of(id)).orElseThrow().get("str"))
                    .isEqualTo("h\u00e9\u2603");
            assertThat(engine.retrieve(SessionId.of(id)).orElseThrow().get("new"))
                    .isEqualTo("caf\u00e9");
        }
        assertThat(stored(id))
                .as("what Java wrote is ASCII; what Perl wrote stands as it was, so that its connection reads both")
                .contains("\"new\":\"caf\\u00e9\"", "\"str\":\"h\u00c3\u00a9\u00e2\u02dc\u0192\"");
    }

    private String stored(String id) throws Exception {
        try (Connection connection = DriverManager.getConnection(url());
                PreparedStatement sql = connection.prepareStatement("SELECT session_data FROM sessions WHERE id = ?")) {
            sql.setString(1, id);
            try (var rows = sql.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    @Test
    void a_session_that_only_perl_wrote_tells_when_it_was_used() throws Exception {
        sql("UPDATE sessions SET last_active = '2020-02-20 20:20:20'");

        try (SessionEngine engine = config("").open()) {
            assertThat(engine.store().find(new SessionKey(ID)).orElseThrow().header())
                    .satisfies(header -> assertThat(header.isForeign()).isTrue())
                    .satisfies(header -> assertThat(header.lastAccessedAt())
                            .isBetween("2020-02-20T00:00:00Z", "2020-02-22T00:00:00Z"));
        }
    }
}
