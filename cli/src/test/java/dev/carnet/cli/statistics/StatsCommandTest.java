package dev.carnet.cli.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.cli.DemoDatabase;
import dev.carnet.cli.Prompt;
import dev.carnet.cli.command.ExitCode;
import dev.carnet.cli.terminal.FixedScreen;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class StatsCommandTest {
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
    void an_empty_store_is_said_to_be_empty() {
        assertThat(prompt.run("stats")).isEqualTo(new Prompt.Result(ExitCode.DONE, "No sessions.\n", ""));
        assertThat(prompt.run("stats", "--json").json().get("sessions").asInt()).isZero();
    }

    @Test
    void sessions_are_counted_by_access_age_size_and_user() {
        for (int i = 0; i < 3; i++) {
            database.session("ada", NOW.minus(Duration.ofMinutes(3)));
        }
        database.session("b\u001b[2Jb", NOW.minusSeconds(10));
        database.session(NOW.minus(Duration.ofMinutes(20)), session -> session.put("blob", "x".repeat(5000)));

        String text = prompt.on(FixedScreen.terminal(80)).run("stats").out();
        JsonNode json = prompt.run("stats", "--json").json();

        assertThat(text)
                .startsWith("5 sessions: 4 of 2 users, 1 of nobody; ")
                .contains("Last access within")
                .containsPattern("a minute +1 +█+\n")
                .containsPattern("10 min +3 +█{40}\n")
                .containsPattern("ada +3\n")
                .doesNotContain("\u001b[2J");
        assertThat(text.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
        assertThat(json.get("sessions").asInt()).isEqualTo(5);
        assertThat(json.get("lastAccessWithin").get("an hour").asInt()).isOne();
        assertThat(json.get("smallerThan").get("16 KB").asInt()).isOne();
        assertThat(json.get("users").asInt()).isEqualTo(2);
        assertThat(json.get("mostSessions").get(0).get("user").asString()).isEqualTo("ada");
    }

    @Test
    void a_selection_is_counted_and_none_is_the_answer_no() {
        database.session("ada", NOW);
        database.session("bob", NOW.minus(Duration.ofMinutes(20)));

        assertThat(prompt.run("stats", "--since", "10 min", "--json")
                        .json()
                        .get("sessions")
                        .asInt())
                .isOne();
        assertThat(prompt.run("stats", "--user", "eve").code()).isEqualTo(ExitCode.NO);
    }

    /** Frequent ones are found among more than can be held, and no count is too low by more than it says. */
    @Test
    void users_with_many_sessions_are_found_in_bounded_memory() {
        FrequentUsers users = new FrequentUsers(100);
        for (int i = 0; i < 10_000; i++) {
            users.add("user" + i);
            if (i % 10 == 0) {
                users.add("ada");
            }
        }

        assertThat(users.users()).isLessThanOrEqualTo(100);
        Map.Entry<String, Long> first = users.first(1).get(0);
        assertThat(first.getKey()).isEqualTo("ada");
        assertThat(first.getValue()).isBetween(1000 - users.error(), 1000L);
        assertThat(users.error()).isBetween(1L, 11_000L / 100);
    }
}
