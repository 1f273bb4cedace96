package dev.carnet.cli.list;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.cli.DemoDatabase;
import dev.carnet.cli.Prompt;
import dev.carnet.cli.command.ExitCode;
import dev.carnet.cli.terminal.FixedScreen;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ListCommandTest {
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
    void sessions_are_listed_with_what_an_operator_wants_to_know() {
        String handle = database.session("ada", NOW.minus(Duration.ofMinutes(3)));

        Prompt.Result result = prompt.run("list");

        assertThat(result.code()).isEqualTo(ExitCode.DONE);
        assertThat(result.err()).isEmpty();
        assertThat(result.out().lines().toList())
                .satisfiesExactly(
                        titles -> assertThat(titles.split(" {2,}"))
                                .containsExactly("HANDLE", "USER", "CREATED", "LAST ACCESS", "EXPIRES", "SIZE"),
                        row -> assertThat(row).matches(handle + "  ada   3 min ago  3 min ago    in 28 min  +\\d+ B"));
    }

    @Test
    void an_empty_store_is_said_to_be_empty() {
        assertThat(prompt.run("list")).isEqualTo(new Prompt.Result(ExitCode.DONE, "No sessions.\n", ""));
        assertThat(prompt.run("list", "--json").json().isEmpty()).isTrue();
    }

    @Test
    void a_session_that_never_expires_says_so() {
        database.session(NOW, session -> session.setMaxIdle(null));

        assertThat(prompt.run("list").out()).contains("never");
        assertThat(prompt.run("list", "--json").json().get(0).get("expiresAt").isNull())
                .isTrue();
    }

    @Test
    void one_users_sessions_are_found() {
        String handle = database.session("ada", NOW);
        database.session("bob", NOW);

        assertThat(handles(prompt.run("list", "--user", "ada", "--json"))).containsExactly(handle);
        assertThat(prompt.run("list", "--user", "eve")).isEqualTo(new Prompt.Result(ExitCode.NO, "No sessions.\n", ""));
    }

    @Test
    void idle_sessions_are_found() {
        String idle = database.session("ada", NOW.minus(Duration.ofMinutes(20)));
        database.session("bob", NOW.minus(Duration.ofMinutes(5)));

        assertThat(handles(prompt.run("list", "--idle", "10 minutes", "--json")))
                .containsExactly(idle);
        assertThat(handles(prompt.run("list", "--idle=1200", "--json"))).containsExactly(idle);
    }

    @Test
    void expired_sessions_are_listed_on_request() {
        String expired = database.session("ada", NOW.minus(Duration.ofHours(2)));
        String live = database.session("ada", NOW);

        assertThat(handles(prompt.run("list", "--json"))).containsExactly(live);
        assertThat(handles(prompt.run("list", "--all", "--json"))).containsExactlyInAnyOrder(expired, live);
        assertThat(prompt.run("list", "--all").out()).contains("1 h ago");
    }

    @Test
    void a_limit_ends_the_list_and_a_terminal_says_that_there_are_more() {
        for (int i = 0; i < 3; i++) {
            database.session("ada", NOW);
        }

        assertThat(handles(prompt.run("list", "--limit", "2", "--json"))).hasSize(2);
        assertThat(prompt.on(FixedScreen.terminal(80))
                        .run("list", "--limit", "2")
                        .out())
                .endsWith("\n2 of 3 sessions; use --limit to show more\n");
        assertThat(prompt.on(FixedScreen.terminal(80))
                        .run("list", "--limit", "3")
                        .out())
                .endsWith("\n3 sessions\n");
    }

    @Test
    void a_terminal_gets_as_many_as_somebody_reads_and_a_pipe_gets_all() {
        for (int i = 0; i < 60; i++) {
            database.session("ada", NOW);
        }

        assertThat(prompt.on(FixedScreen.terminal(80)).run("list").out())
                .endsWith("\n50 of 60 sessions; use --limit to show more\n");
        assertThat(prompt.run("list").out().lines()).hasSize(61);
        assertThat(handles(prompt.run("list", "--json"))).hasSize(60);
        Prompt.Result sorted = prompt.run("list", "--sort", "user");
        assertThat(sorted.out().lines()).hasSize(51);
        assertThat(sorted.err()).isEqualTo("carnet: 50 of 60 sessions; use --limit to show more\n");
    }

    @Test
    void sorted_the_first_come_first() {
        String oldest = database.session("ada", NOW.minus(Duration.ofMinutes(9)));
        String newest = database.session("bob", NOW.minus(Duration.ofMinutes(1)));
        String middle = database.session("cid", NOW.minus(Duration.ofMinutes(5)));

        assertThat(handles(prompt.run("list", "--sort", "accessed", "--json"))).containsExactly(newest, middle, oldest);
        assertThat(handles(prompt.run("list", "--sort", "created", "--limit", "1", "--json")))
                .containsExactly(newest);
        assertThat(handles(prompt.run("list", "--sort", "user", "--json"))).containsExactly(oldest, newest, middle);
        assertThat(handles(prompt.run("list", "--sort", "expires", "--json"))).containsExactly(oldest, middle, newest);
        assertThat(prompt.run("list", "--sort", "colour").err())
                .contains("accessed", "created", "expires", "size", "user");
    }

    @Test
    void sessions_are_found_by_an_attribute_and_by_a_late_access() {
        String admin = database.session(NOW, session -> {
            session.put("role", "admin");
            session.put("n", 42);
            session.put("on", true);
        });
        String late = database.session(NOW.minus(Duration.ofMinutes(20)), session -> session.put("role", "guest"));

        assertThat(handles(prompt.run("list", "--where", "role=admin", "--json")))
                .containsExactly(admin);
        assertThat(handles(prompt.run("list", "-w", "n=42.0", "-w", "on=true", "--json")))
                .containsExactly(admin);
        assertThat(handles(prompt.run("list", "-w", "role=guest", "--json"))).containsExactly(late);
        assertThat(handles(prompt.run("list", "--since", "10 min", "--json"))).containsExactly(admin);
        assertThat(prompt.run("list", "-w", "n=43").code()).isEqualTo(ExitCode.NO);
        assertThat(prompt.run("list", "-w", "n").err()).contains("write NAME=VALUE");
    }

    @Test
    void json_holds_instants_and_no_key() {
        Instant created = NOW.minus(Duration.ofMinutes(3));
        String handle = database.session("Zoë", created);

        JsonNode session = prompt.run("list", "--json").json().get(0);

        assertThat(session.get("handle").asString()).isEqualTo(handle);
        assertThat(session.get("user").asString()).isEqualTo("Zoë");
        assertThat(session.get("createdAt").asString()).isEqualTo(created.toString());
        assertThat(session.get("lastAccessedAt").asString()).isEqualTo(created.toString());
        assertThat(Instant.parse(session.get("expiresAt").asString())).isAfter(NOW);
        assertThat(session.get("endsAt").isNull()).isTrue();
        assertThat(Duration.parse(session.get("maxIdle").asString())).isEqualTo(Duration.ofMinutes(30));
        assertThat(session.get("expired").asBoolean()).isFalse();
        assertThat(session.get("size").asInt()).isPositive();
        assertThat(session.has("key")).isFalse();
    }

    @Test
    void on_a_terminal_every_line_fits_80_columns() {
        String longName = "somebody.with.a.long.name@somewhere.example.org";
        database.session(longName, NOW.minus(Duration.ofMinutes(29)));
        database.session(NOW, session -> session.setMaxIdle(Duration.ofDays(1000)));
        database.session("日本日本日本日本日本日本", NOW.minus(Duration.ofSeconds(59)));

        String cut = prompt.on(FixedScreen.terminal(80))
                .with("NO_COLOR", "1")
                .run("list")
                .out();
        assertThat(cut.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(cut).contains("somebody").doesNotContain(longName);

        assertThat(prompt.run("list").out()).contains(longName);
    }

    @Test
    void a_name_cannot_drive_the_terminal() {
        database.session("\u001b[2Jeve", NOW);

        assertThat(prompt.run("list").out()).contains("\\u001B[2Jeve").doesNotContain("\u001b");
    }

    @Test
    void more_sessions_than_a_page_are_all_listed() {
        int count = SessionListing.PAGE * 2 + 1;
        database.use(engine -> {
            for (int i = 0; i < count; i++) {
                var session = engine.newSession();
                session.setPrincipal("user" + i);
                engine.flush(session);
            }
        });

        assertThat(handles(prompt.run("list", "--json"))).hasSize(count).doesNotHaveDuplicates();
        assertThat(prompt.run("list").out().lines())
                .hasSize(count + 1)
                .filteredOn(line -> line.startsWith("s."))
                .hasSize(count);
    }

    private static List<String> handles(Prompt.Result result) {
        return result.json()
                .valueStream()
                .map(each -> each.get("handle").asString())
                .toList();
    }
}
