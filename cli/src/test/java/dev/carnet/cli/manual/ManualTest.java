package dev.carnet.cli.manual;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.cli.Prompt;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written for man(1) and for shells names every command and every option. */
class ManualTest {
    @TempDir
    private Path directory;

    private List<String> commands() {
        return Prompt.in(directory)
                .run("--help")
                .out()
                .lines()
                .dropWhile(each -> !each.startsWith("Commands:"))
                .skip(1)
                .takeWhile(each -> !each.isBlank())
                .filter(each -> each.matches("  [a-z].*"))
                .map(each -> each.strip().replaceFirst(" .*", ""))
                .toList();
    }

    @Test
    void the_manual_names_every_command() {
        String page = Prompt.in(directory).run("man").out();

        assertThat(commands())
                .hasSizeGreaterThan(15)
                .allSatisfy(each -> assertThat(page).contains("\n.SS " + each + "\n"));
        assertThat(page).startsWith(".TH CARNET 1 ").contains("\\fB\\-w, \\-\\-where NAME=VALUE\\fR");
        assertThat(page.lines().filter(each -> each.startsWith(".")))
                .allMatch(each -> each.matches("\\.(TH|SH|SS|PP|TP|B|nf|fi)( .*)?"));
    }

    @Test
    void fish_completes_every_command_and_its_options() {
        String script = Prompt.in(directory).run("completion", "fish").out();

        assertThat(commands())
                .allSatisfy(each -> assertThat(script)
                        .contains("complete -c carnet -n __fish_use_subcommand -a " + each + " -d '"));
        assertThat(script)
                .contains("complete -c carnet -n '__fish_seen_subcommand_from list' -s u -l user -r -f -d '")
                .contains("complete -c carnet -n '__fish_seen_subcommand_from revoke' -l audit-log -r -F -d '");
    }

    @Test
    void bash_is_the_default() {
        assertThat(Prompt.in(directory).run("completion").out())
                .isEqualTo(Prompt.in(directory).run("completion", "zsh").out())
                .startsWith("#!/usr/bin/env bash");
    }
}
