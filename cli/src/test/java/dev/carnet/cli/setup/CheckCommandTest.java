package dev.carnet.cli.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.cli.DemoDatabase;
import dev.carnet.cli.Prompt;
import dev.carnet.cli.command.ExitCode;
import dev.carnet.cli.terminal.FixedScreen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class CheckCommandTest {
    @TempDir
    private Path directory;

    private void configure(String yaml) throws IOException {
        Files.writeString(directory.resolve("carnet.yml"), yaml);
    }

    private void configureSqlite() throws IOException {
        configure("""
                appname: Shop
                session: JDBC
                session_duration: 2 hours
                engines:
                  session:
                    JDBC:
                      dsn: jdbc:sqlite:%s
                """.formatted(directory.resolve("sessions.db")));
    }

    @Test
    void a_store_to_be_created_is_well_and_is_not_created() throws IOException {
        configureSqlite();

        Prompt.Result result = Prompt.in(directory).run("check");

        assertThat(result.code()).isEqualTo(ExitCode.DONE);
        assertThat(result.err()).isEmpty();
        assertThat(result.out().lines())
                .anySatisfy(line ->
                        assertThat(line).startsWith("OK  configuration").contains("carnet.yml", "session: JDBC"))
                .anySatisfy(
                        line -> assertThat(line).startsWith("OK  file").contains("created when the application starts"))
                .anySatisfy(line ->
                        assertThat(line).startsWith("  session_duration").endsWith("  2 h"))
                .contains("  appname");
        assertThat(directory.resolve("sessions.db")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"JDBC", "DBI"})
    void a_store_is_called_as_the_file_calls_it(String name) throws IOException {
        configure("session: " + name + "\nengines: {session: {" + name + ": {dsn: 'jdbc:sqlite:"
                + directory.resolve("nowhere/sessions.db") + "', pool_size: 0}}}\n");

        Prompt.Result wrong = Prompt.in(directory).run("check");

        assertThat(wrong.err()).contains("engines.session." + name + ".pool_size");
    }

    @Test
    void a_missing_index_is_a_warning_and_with_strict_the_answer_is_no() throws Exception {
        configureSqlite();
        Prompt prompt = Prompt.in(directory);
        prompt.run("init");
        assertThat(prompt.run("check", "--strict").code()).isEqualTo(ExitCode.DONE);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("sessions.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("DROP INDEX sessions_principal");
        }

        assertThat(prompt.run("check").code()).isEqualTo(ExitCode.DONE);
        Prompt.Result strict = prompt.run("check", "--strict", "--json");

        assertThat(strict.code()).isEqualTo(ExitCode.NO);
        assertThat(strict.json().get("findings").valueStream())
                .filteredOn(each -> each.get("level").asString().equals("WARNING"))
                .extracting(each -> each.get("text").asString())
                .anyMatch(each -> each.contains("lacks an index on (principal, id)"));
    }

    @Test
    void json_says_the_same() throws IOException {
        configureSqlite();

        JsonNode report = Prompt.in(directory).run("check", "--json").json();

        assertThat(report.get("session").asString()).isEqualTo("JDBC");
        assertThat(report.get("findings").valueStream())
                .isNotEmpty()
                .allSatisfy(
                        finding -> assertThat(finding.get("level").asString()).isEqualTo("OK"));
        assertThat(report.at("/ignoredKeys/0").asString()).isEqualTo("appname");
        assertThat(report.at("/settings/session_duration").asString()).isEqualTo("PT2H");
    }

    @Test
    void the_demos_database_is_well() {
        DemoDatabase.in(directory);

        assertThat(Prompt.in(directory).run("check").code()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void a_hash_ids_that_contradicts_the_stored_sessions_is_a_warning() throws IOException {
        DemoDatabase.in(directory).session("ada", Instant.now());
        String demo = "session: JDBC\nengines: {session: {JDBC: {url: 'jdbc:sqlite:%s'}}}\n";
        String stored = demo.formatted(directory.resolve("carnet.db"));
        String other = demo.formatted(directory.resolve("new.db"));
        configure(stored);
        assertThat(Prompt.in(directory).run("check", "--strict").code()).isEqualTo(ExitCode.DONE);

        configure(stored + "hash_ids: false\n");
        Prompt.Result wrong = Prompt.in(directory).run("check", "--strict");
        configure(other + "fallback:\n" + (stored + "hash_ids: false\n").indent(2));
        Prompt.Result fallback = Prompt.in(directory).run("check");

        assertThat(wrong.code()).isEqualTo(ExitCode.NO);
        assertThat(wrong.out())
                .contains("it is false, but 1 of 1 sessions checked have the digest of their id as their key")
                .contains("Set hash_ids to true");
        assertThat(fallback.out()).contains("fallback hash_ids", "it is false, but 1 of 1 sessions checked");
        configure(other + "fallback:\n" + stored.indent(2));
        assertThat(Prompt.in(directory).run("check").out()).doesNotContain("sessions checked have");
    }

    @Test
    void a_fault_of_the_store_is_exit_code_1() throws Exception {
        configureSqlite();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("sessions.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE sessions (colour TEXT)");
        }

        Prompt.Result result = Prompt.in(directory).run("check");

        assertThat(result.code()).isEqualTo(ExitCode.NO);
        assertThat(result.out().lines()).anySatisfy(line -> assertThat(line).startsWith("ERROR"));
    }

    @Test
    void on_a_terminal_every_line_fits_it_but_for_a_path_that_is_too_long_in_itself() throws IOException {
        configureSqlite();
        int margin = "OK  configuration  ".length();

        assertThat(Prompt.in(directory)
                        .on(FixedScreen.terminal(80))
                        .with("NO_COLOR", "1")
                        .run("check")
                        .out()
                        .lines())
                .filteredOn(line -> line.length() > 80)
                .allSatisfy(line -> assertThat(line.substring(margin)).doesNotContain(" "));
    }

    @Test
    void memory_has_no_place_to_look_at() throws IOException {
        configure("session: Memory\n");

        assertThat(Prompt.in(directory).run("check").code()).isEqualTo(ExitCode.DONE);
    }
}
