package dev.carnet.cli.revoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.cli.DemoDatabase;
import dev.carnet.cli.Prompt;
import dev.carnet.cli.command.ExitCode;
import dev.carnet.cli.terminal.FixedScreen;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevokeCommandTest {
    private final Instant now = Instant.now();
    private static final String UNKNOWN = "s.AAAAAAAAAAAAAAAAAAAAAA";

    @TempDir
    private Path directory;

    private DemoDatabase database;
    private Prompt prompt;

    @BeforeEach
    void makeTheDatabase() {
        database = DemoDatabase.in(directory);
        prompt = Prompt.in(directory);
    }

    private String session(String user) {
        return database.session(user, Instant.now());
    }

    private int left() {
        return prompt.run("list", "--json").json().size();
    }

    @Test
    void sessions_are_ended_by_handle() {
        String first = session("ada");
        String second = session("ada");
        session("ada");

        Prompt.Result result = prompt.run("revoke", first, second);

        assertThat(result).isEqualTo(new Prompt.Result(ExitCode.DONE, "2 sessions ended\n", ""));
        assertThat(left()).isEqualTo(1);
    }

    @Test
    void a_session_is_ended_by_its_key() {
        String handle = session("ada");
        String key = prompt.run("show", "--json", handle).json().get("key").asString();

        assertThat(prompt.run("revoke", "--", key).out()).isEqualTo("1 session ended\n");
        assertThat(left()).isZero();
    }

    @Test
    void the_cookie_is_worth_nothing_afterwards() {
        database.use(engine -> {
            var session = engine.create();
            assertThat(prompt.run("revoke", session.handle()).code()).isEqualTo(ExitCode.DONE);
            assertThat(engine.retrieve(session.id())).isEmpty();
        });
    }

    @Test
    void one_that_is_not_there_is_named_and_the_others_end() {
        Prompt.Result result = prompt.run("revoke", session("ada"), UNKNOWN);

        assertThat(result.code()).isEqualTo(ExitCode.DONE);
        assertThat(result.out()).isEqualTo("1 session ended\n");
        assertThat(result.err()).contains(UNKNOWN);
    }

    @Test
    void one_that_the_database_does_not_delete_is_told_and_the_others_end() {
        String stuck = session("eve");
        String key = prompt.run("show", "--json", stuck).json().get("key").asString();
        database.sql("CREATE TRIGGER stuck BEFORE DELETE ON sessions WHEN old.id = '" + key
                + "' BEGIN SELECT RAISE(IGNORE); END");

        Prompt.Result result = prompt.run("revoke", session("ada"), stuck, session("bob"));

        assertThat(result.code()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(result.out()).isEqualTo("2 sessions ended\n");
        assertThat(result.err())
                .startsWith("carnet: the handle " + stuck + ": ")
                .contains("trigger");
        assertThat(left()).isEqualTo(1);
    }

    @Test
    void a_record_that_is_no_session_and_stays_is_not_told_to_be_missing() {
        String key = "x".repeat(40);
        database.sql("INSERT INTO sessions (id, session_data) VALUES (?, 'rubbish')", key);
        database.sql("CREATE TRIGGER stuck BEFORE DELETE ON sessions BEGIN SELECT RAISE(IGNORE); END");

        Prompt.Result result = prompt.run("revoke", "--", key);

        assertThat(result.code()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(result.err()).contains("the key given: ", "has not ended").doesNotContain("no session has", key);
    }

    @Test
    void if_none_is_there_the_answer_is_no() {
        assertThat(prompt.run("revoke", UNKNOWN).code()).isEqualTo(ExitCode.NO);
        assertThat(prompt.run("revoke", "--user", "eve"))
                .isEqualTo(new Prompt.Result(ExitCode.NO, "0 sessions ended\n", ""));
        assertThat(prompt.run("revoke", "--all", "--yes").code()).isEqualTo(ExitCode.NO);
    }

    @Test
    void a_user_is_logged_out_everywhere() {
        session("ada");
        session("ada");
        session("bob");

        assertThat(prompt.run("revoke", "--user", "ada").out()).isEqualTo("2 sessions ended\n");
        assertThat(left()).isEqualTo(1);
    }

    @Test
    void all_are_ended_without_a_question_if_told_so() {
        session("ada");
        session("bob");

        assertThat(prompt.run("revoke", "--all", "--yes").out()).isEqualTo("2 sessions ended\n");
        assertThat(left()).isZero();
    }

    @Test
    void all_are_ended_on_a_terminal_if_somebody_says_yes() {
        session("ada");

        Prompt.Result result =
                prompt.on(FixedScreen.terminal(80)).answering("y").run("revoke", "--all");

        assertThat(result.err()).contains("End all 1 session").contains("[y/N]");
        assertThat(result.out()).isEqualTo("1 session ended\n");
        assertThat(left()).isZero();
    }

    @Test
    void all_stay_if_somebody_says_anything_else() {
        session("ada");
        Prompt terminal = prompt.on(FixedScreen.terminal(80));

        for (Prompt each : new Prompt[] {terminal, terminal.answering(""), terminal.answering("n")}) {
            assertThat(each.run("revoke", "--all").code()).isEqualTo(ExitCode.NO);
        }
        assertThat(left()).isEqualTo(1);
    }

    @Test
    void all_stay_if_nobody_can_be_asked() {
        session("ada");

        assertThat(prompt.answering("y").run("revoke", "--all").code()).isEqualTo(ExitCode.USAGE);
        assertThat(left()).isEqualTo(1);
    }

    @Test
    void a_dry_run_says_how_many_and_ends_none() {
        String handle = database.session("ada", now);
        database.session("bob", now);

        assertThat(prompt.run("revoke", "--user", "ada", "--dry-run").out()).isEqualTo("1 session would be ended\n");
        assertThat(prompt.run("revoke", "--all", "--dry-run").out()).isEqualTo("2 sessions would be ended\n");
        assertThat(prompt.run("revoke", handle, "--dry-run", "--json")
                        .json()
                        .get("wouldEnd")
                        .asInt())
                .isOne();
        assertThat(prompt.run("revoke", "--user", "eve", "--dry-run").code()).isEqualTo(ExitCode.NO);
        assertThat(prompt.run("list", "--json").json()).hasSize(2);
    }

    @Test
    void sessions_without_an_access_since_a_time_are_ended() {
        database.session("ada", now.minusSeconds(600));
        String used = database.session("bob", now.minusSeconds(60));
        String time = now.minusSeconds(300).toString();

        assertThat(prompt.run("revoke", "--before", time).err()).contains("--before asks for confirmation");
        assertThat(prompt.run("revoke", "--before", time, "--yes").out()).isEqualTo("1 session ended\n");
        assertThat(prompt.run("list", "--json").json().get(0).get("handle").asString())
                .isEqualTo(used);
        assertThat(prompt.run("revoke", "--before", "yesterday", "--yes").code())
                .isEqualTo(ExitCode.USAGE);
    }
}
