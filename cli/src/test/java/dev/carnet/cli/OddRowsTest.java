package dev.carnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.cli.command.ExitCode;
import dev.carnet.cli.terminal.FixedScreen;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What somebody has left in the table, by mistake or on purpose, neither stops a command nor drives the terminal. */
class OddRowsTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final String TOO_LONG = "x".repeat(128) + "\u001b";

    /** Clears a terminal, rings, turns the direction, forges a line, ends a title sequence, in C0 and C1. */
    private static final String HOSTILE =
            "eve\u001b[2J\u0007\u202enimda\r\nroot  logged in\u001b]0;x\u009c\u009b31m\u0085\u2028\u2066";

    @TempDir
    private Path directory;

    private DemoDatabase database;
    private Prompt prompt;

    @BeforeEach
    void makeTheDatabase() {
        database = DemoDatabase.in(directory);
        prompt = Prompt.in(directory).at(NOW);
    }

    private void plantOddRow() {
        database.sql(
                "INSERT INTO sessions (id, session_data, handle, version, created_at, last_accessed_at, expires_at)"
                        + " VALUES (?, '{}', 's.odd', 1, 0, 0, 1)",
                TOO_LONG);
    }

    @Test
    void a_list_tells_how_many_it_has_passed_over_and_which() {
        String handle = database.session("ada", NOW);
        plantOddRow();

        for (String[] command : List.of(new String[] {"list", "--all"}, new String[] {"list", "--all", "--json"})) {
            Prompt.Result result = prompt.run(command);
            assertThat(result.code()).isEqualTo(ExitCode.DONE);
            assertThat(result.out()).contains(handle);
            assertThat(result.err())
                    .isEqualTo("carnet: 1 record skipped: unreadable as a session, left unchanged; 'carnet list"
                            + " --unreadable' lists them\n");
        }
        assertThat(prompt.run("list", "--unreadable").out()).isEqualTo("x".repeat(128) + "\\u001B\n");
        JsonNode names = prompt.run("list", "--unreadable", "--json").json();
        assertThat(names.get(0).asString()).isEqualTo(TOO_LONG);
        assertThat(names.size()).isEqualTo(1);
    }

    @Test
    void all_sessions_are_ended_beside_it() {
        database.session("ada", NOW);
        plantOddRow();

        Prompt.Result ended = prompt.run("revoke", "--all", "--yes");
        assertThat(ended.out()).isEqualTo("1 session ended\n");
        assertThat(ended.err()).contains("1 record skipped");
        assertThat(ended.code()).isEqualTo(ExitCode.DONE);

        JsonNode again = prompt.run("revoke", "--all", "--yes", "--json").json();
        assertThat(again.get("ended").asInt()).isZero();
        assertThat(again.get("unreadable").asInt()).isEqualTo(1);
    }

    @Test
    void expired_sessions_are_swept_beside_it() {
        database.session("ada", NOW.minus(Duration.ofHours(2)));
        plantOddRow();

        Prompt.Result swept = prompt.run("sweep", "--batch", "1");
        assertThat(swept.out()).isEqualTo("1 expired session deleted\n");
        assertThat(swept.err()).contains("1 record skipped");

        JsonNode again = prompt.run("sweep", "--json").json();
        assertThat(again.get("deleted").asInt()).isZero();
        assertThat(again.get("unreadable").asInt()).isEqualTo(1);
    }

    private String plantHostileNames() {
        String handle = database.session(NOW, session -> {
            session.setPrincipal(HOSTILE);
            session.put(HOSTILE, HOSTILE);
            session.put("n", 1L);
        });
        database.session("bob", NOW);
        database.sql("UPDATE sessions SET handle = ? WHERE principal = 'bob'", HOSTILE + "y".repeat(1000));
        return handle;
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "list --json", "show", "show --json"})
    void no_name_and_no_handle_drives_the_terminal(String line) {
        String handle = plantHostileNames();
        String[] command = line.startsWith("show") ? (line + " " + handle).split(" ") : line.split(" ");

        for (Prompt each : List.of(prompt, prompt.on(FixedScreen.terminal(80)).with("NO_COLOR", "1"))) {
            Prompt.Result result = each.run(command);
            assertThat(result.code()).isEqualTo(ExitCode.DONE);
            assertThat(result.out()).contains("eve").doesNotContainPattern("[\\p{Cc}&&[^\\n]]|[\\u2028\\u202e\\u2066]");
            assertThat(result.out().lines()).noneMatch(text -> text.startsWith("root"));
        }
    }

    @Test
    void json_gives_back_each_name_as_it_is() {
        String handle = plantHostileNames();

        JsonNode session = prompt.run("show", "--json", handle).json();

        assertThat(session.get("user").asString()).isEqualTo(HOSTILE);
        assertThat(session.get("attributes").get(HOSTILE).asString()).isEqualTo(HOSTILE);
    }

    @Test
    void a_long_handle_leaves_room_on_a_terminal() {
        plantHostileNames();

        assertThat(prompt.on(FixedScreen.terminal(80))
                        .with("NO_COLOR", "1")
                        .run("list")
                        .out()
                        .lines())
                .allSatisfy(text -> assertThat(text).hasSizeLessThanOrEqualTo(80));
    }
}
