package dev.carnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.cli.command.ExitCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
                    lst => Did you mean: carnet list
                    list --usr ada => Possible solutions: --user
                    list --idle soon => 'soon' is not a duration; allowed is seconds, or words such as "30 minutes"
                    list --limit 0 => '0' is not a whole number of at least 1
                    list extra => 'extra'
                    show => Missing required parameter: 'KEY'
                    show a b => 'b'
                    revoke => (KEY... | -u=NAME | --before=TIME | --all)
                    revoke --all --user ada => mutually exclusive
                    revoke s.x --user ada => mutually exclusive
                    revoke --all => add --yes
                    bench --threads 0 => '0' is not a whole number of at least 1
                    sweep --batch none => 'none' is not a whole number of at least 1
                    demo --port 99999 => '99999' is not a port; allowed is a whole number from 0 to 65535
                    """)
    void wrong_usage_is_one_message_and_exit_code_2(String line, String message) {
        Prompt.Result result = Prompt.in(directory).run(line.split(" "));

        assertThat(result.code()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).startsWith("carnet: ").contains(message).contains("--help'.");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void without_a_command_the_usage_is_shown_where_errors_go() {
        Prompt.Result result = Prompt.in(directory).run();

        assertThat(result.code()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).startsWith("Usage: carnet").contains("demo", "check", "revoke", "Examples:");
        assertThat(result.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "check", "init", "list", "show", "revoke", "sweep", "bench"})
    void every_command_explains_itself_in_80_columns(String command) {
        Prompt.Result result = Prompt.in(directory).run(command, "--help");

        assertThat(result.code()).isEqualTo(ExitCode.DONE);
        assertThat(result.out()).startsWith("Usage: carnet " + command).contains("--config=FILE", "Examples:");
        assertThat(result.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void the_version_is_told() {
        assertThat(Prompt.in(directory).run("--version").out()).startsWith("carnet ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "init", "list", "show s.x", "revoke s.x", "sweep", "bench"})
    void without_a_configuration_the_message_says_how_to_name_one(String line) {
        Prompt.Result result = Prompt.in(directory).run(line.split(" "));

        assertThat(result.code()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).contains("carnet.yml", "--config FILE", "carnet demo");
    }

    @Test
    void a_stack_trace_is_for_those_who_ask() {
        assertThat(Prompt.in(directory).run("list").err()).doesNotContain("\tat ");
        assertThat(Prompt.in(directory).run("list", "--debug").err()).contains("\tat ");
        assertThat(Prompt.in(directory).with("CARNET_DEBUG", "1").run("list").err())
                .contains("\tat ");
    }

    /** Bash itself is asked what it would complete. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void bash_completes_commands_and_options() throws Exception {
        Path script = directory.resolve("completion");
        Files.writeString(script, Prompt.in(directory).run("completion").out());
        String asks = "source '" + script + "'; COMP_WORDS=(carnet %s); COMP_CWORD=%d; COMP_LINE='carnet %s';"
                + " _complete_carnet; echo \"${COMPREPLY[@]}\"";

        for (String[] each : new String[][] {{"mig", "1", "migrate"}, {"list --so", "2", "--sort"}}) {
            String line = asks.formatted(each[0], Integer.parseInt(each[1]), each[0]);
            Process bash = new ProcessBuilder("bash", "-c", line)
                    .redirectErrorStream(true)
                    .start();
            assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains(each[2]);
        }
    }
}
