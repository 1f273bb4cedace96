package dev.carnet.cli.list;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.cli.DemoDatabase;
import dev.carnet.cli.Prompt;
import dev.carnet.cli.command.ExitCode;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ShowCommandTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    @TempDir
    private Path directory;

    private DemoDatabase database;
    private Prompt prompt;

    @BeforeEach
    void makeTheDatabase() {
        database = DemoDatabase.in(directory);
        prompt = Prompt.in(directory).at(NOW);
    }

    @Test
    void a_session_is_shown_with_its_attributes() {
        Instant created = NOW.minus(Duration.ofMinutes(3));
        String handle = database.session(created, session -> {
            session.setPrincipal("ada");
            session.put("cart", List.of("tea", "Käse"));
            session.put("visits", 3L);
        });

        Prompt.Result result = prompt.run("show", handle);

        assertThat(result.code()).isEqualTo(ExitCode.DONE);
        assertThat(result.out().lines())
                .contains(
                        "Handle       " + handle,
                        "User         ada",
                        "Created      " + created + ", 3 min ago",
                        "Idle limit   30 min",
                        "Ends by      never",
                        "Attributes",
                        "    \"Käse\"",
                        "  \"visits\": 3,",
                        "Types noted beside the values",
                        "  visits  long");
    }

    @Test
    void json_holds_attributes_as_values() {
        String handle = database.session(NOW, session -> {
            session.put("cart", List.of(Map.of("name", "tea", "grams", 250)));
            session.put("visits", 3L);
            session.put("price", new BigDecimal("0.10"));
        });

        JsonNode shown = prompt.run("show", "--json", handle).json();

        assertThat(shown.get("handle").asString()).isEqualTo(handle);
        assertThat(shown.at("/attributes/cart/0/grams").asInt()).isEqualTo(250);
        assertThat(shown.at("/attributes/visits").asInt()).isEqualTo(3);
        assertThat(shown.at("/types/visits").asString()).isEqualTo("long");
        assertThat(shown.get("unreadable").isEmpty()).isTrue();
        assertThat(prompt.run("show", "--json", handle).out()).contains("0.10");
    }

    @Test
    void a_session_is_found_by_its_key_too() {
        String handle = database.session("ada", NOW);
        String key = prompt.run("show", "--json", handle).json().get("key").asString();

        assertThat(prompt.run("show", "--", key).out()).contains(handle);
    }

    @Test
    void an_expired_session_is_shown_as_that() {
        String handle = database.session("ada", NOW.minus(Duration.ofHours(2)));

        assertThat(prompt.run("show", handle).out()).containsPattern("Expired .*, 1 h ago");
        assertThat(prompt.run("show", "--json", handle).json().get("expired").asBoolean())
                .isTrue();
    }

    @Test
    void a_key_that_would_work_as_a_cookie_is_not_shown() throws Exception {
        Files.writeString(directory.resolve("carnet.yml"), """
                session: DBI
                hash_ids: false
                engines:
                  session:
                    DBI:
                      dsn: jdbc:sqlite:%s
                """.formatted(directory.resolve("carnet.db")));
        String handle = database.session("ada", NOW);
        String key = keyOf(handle);

        assertThat(prompt.run("show", handle).out()).contains("not shown").doesNotContain(key);
        assertThat(prompt.run("show", "--json", handle).json().get("key").isNull())
                .isTrue();
    }

    private String keyOf(String handle) {
        String[] key = new String[1];
        database.use(engine -> key[0] =
                engine.sessions().find(handle).orElseThrow().header().key().value());
        return key[0];
    }

    @Test
    void a_session_that_is_not_there_is_exit_code_1() {
        Prompt.Result result = prompt.run("show", "s.AAAAAAAAAAAAAAAAAAAAAA");

        assertThat(result.code()).isEqualTo(ExitCode.NO);
        assertThat(result.err()).contains("s.AAAAAAAAAAAAAAAAAAAAAA", "carnet list");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void a_cookie_given_by_mistake_is_not_repeated() {
        String[] id = new String[1];
        database.session(NOW, session -> id[0] = session.id().value());

        Prompt.Result result = prompt.run("show", "--", id[0]);

        assertThat(result.code()).isEqualTo(ExitCode.NO);
        assertThat(result.err()).doesNotContain(id[0]);
    }

    @Test
    void stored_text_cannot_drive_the_terminal() {
        String handle = database.session(NOW, session -> session.put("\u009b2J", "\u001b[2J\u202e"));

        assertThat(prompt.run("show", handle).out())
                .contains("\\u001B[2J\\u202E", "\\u009B2J")
                .doesNotContain("\u001b", "\u009b", "\u202e");
    }

    @Test
    void what_cannot_be_read_is_said_to_be_there_and_can_be_deleted() throws SQLException {
        String handle = database.session("ada", NOW);
        String key = keyOf(handle);
        execute("UPDATE sessions SET session_data = 'rubbish'");

        for (String name : new String[] {handle, key}) {
            Prompt.Result result = prompt.run("show", "--", name);
            assertThat(result.code()).isEqualTo(ExitCode.NO);
            assertThat(result.err()).contains("cannot be read", "carnet revoke");
        }
        assertThat(prompt.run("show", "s.AAAAAAAAAAAAAAAAAAAAAA").err()).contains("no session has");
        assertThat(prompt.run("revoke", "--", key).out()).isEqualTo("1 session ended\n");
        assertThat(prompt.run("list").out()).isEqualTo("No sessions.\n");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("carnet.db"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
