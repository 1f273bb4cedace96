package dev.carnet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.cli.DemoDatabase;
import dev.carnet.cli.Prompt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which configuration a command works with, and what comes of one that is wrong. */
class ConfigurationTest {
    @TempDir
    private Path directory;

    private void configure(String name, String dsn) throws IOException {
        Files.writeString(directory.resolve(name), """
                session: DBI
                engines:
                  session:
                    DBI:
                      dsn: %s
                """.formatted(dsn));
    }

    @Test
    void the_file_named_goes_before_the_usual_one_and_that_before_the_demos_database() throws IOException {
        DemoDatabase.in(directory).session("ada", Instant.now());
        assertThat(Prompt.in(directory).run("list").out()).contains("ada");

        configure("carnet.yml", "jdbc:sqlite:" + directory.resolve("usual.db"));
        assertThat(Prompt.in(directory).run("init").code()).isEqualTo(ExitCode.DONE);
        assertThat(Prompt.in(directory).run("list").out()).isEqualTo("No sessions.\n");

        configure("other.yml", "jdbc:sqlite:" + directory.resolve("carnet.db"));
        assertThat(Prompt.in(directory).run("list", "--config", "other.yml").out())
                .contains("ada");
    }

    @Test
    void variables_of_the_environment_are_filled_in() throws IOException {
        configure("carnet.yml", "jdbc:sqlite:${PLACE}");
        DemoDatabase.in(directory).session("ada", Instant.now());

        assertThat(Prompt.in(directory)
                        .with("PLACE", directory.resolve("carnet.db").toString())
                        .run("list")
                        .out())
                .contains("ada");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    session: DBJ                         | carnet.yml line 1  | DBI
                    session_nmae: x                      | carnet.yml line 1  | session_name
                    'session: Memory\\nsession_duration: soon' | carnet.yml line 2 | session_duration
                    """)
    void a_broken_configuration_is_exit_code_2_and_says_where(String yaml, String place, String hint)
            throws IOException {
        Files.writeString(directory.resolve("carnet.yml"), yaml.replace("\\n", "\n") + "\n");

        for (String command : new String[] {"check", "list", "demo"}) {
            Prompt.Result result = Prompt.in(directory).run(command);
            assertThat(result.code()).isEqualTo(ExitCode.USAGE);
            assertThat(result.err()).startsWith("carnet: ").contains(place, hint);
            assertThat(result.out()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none.yml", "carnet.txt"})
    void a_file_that_is_not_there_or_none_of_ours_is_exit_code_2(String name) {
        Prompt.Result result = Prompt.in(directory).run("list", "--config", name);

        assertThat(result.code()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).contains(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"init", "list", "show s.x", "revoke --user ada", "sweep", "demo --port 0"})
    void a_directory_that_is_not_there_is_exit_code_3(String line) throws IOException {
        configure("carnet.yml", "jdbc:sqlite:" + directory.resolve("nowhere/sessions.db"));

        Prompt.Result result = Prompt.in(directory).run(line.split(" "));

        assertThat(result.code()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(result.err()).startsWith("carnet: ").contains("nowhere").doesNotContain("\tat ");
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.out()).isEmpty();
    }

    @Test
    void a_database_that_is_none_is_exit_code_3() throws IOException {
        Files.writeString(directory.resolve("carnet.db"), "this is no database, however long it may be. ".repeat(50));

        Prompt.Result result = Prompt.in(directory).run("list");

        assertThat(result.code()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(result.err().lines()).hasSize(1);
    }

    @Test
    void an_engine_that_wants_more_on_the_class_path_says_what_and_how() throws IOException {
        Files.writeString(directory.resolve("carnet.yml"), """
                session: DBIC
                engines: {session: {DBIC: {schema_class: carnet, dsn: 'jdbc:h2:mem:web'}}}
                """);

        Prompt.Result result = Prompt.in(directory).run("check");

        assertThat(result.code()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).contains("hibernate-core", "CARNET_CLASSPATH");
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "show s.x", "revoke --user ada", "sweep"})
    void sessions_in_another_processs_memory_are_exit_code_2(String line) throws IOException {
        Files.writeString(directory.resolve("carnet.yml"), "session: Memory\n");

        Prompt.Result result = Prompt.in(directory).run(line.split(" "));

        assertThat(result.code()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).contains("Memory", "no other process");
    }
}
