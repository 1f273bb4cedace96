package dev.carnet.cli.manual;

import dev.carnet.cli.command.ExitCode;
import dev.carnet.cli.terminal.Shell;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code carnet completion}: lets a shell complete commands and options. */
@Command(
        name = "completion",
        description = "Print a script that completes commands and options in bash, zsh or fish.",
        footer = {
            "",
            "Examples:",
            "  source <(carnet completion)",
            "  carnet completion > /etc/bash_completion.d/carnet",
            "  carnet completion fish > ~/.config/fish/completions/carnet.fish"
        })
public final class CompletionCommand implements Callable<Integer> {
    private final Shell shell;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs anything
    private CommandSpec spec;

    /** The shells that a script is written for; one serves bash and zsh. */
    private enum Language {
        bash,
        zsh,
        fish
    }

    @Parameters(
            paramLabel = "SHELL",
            arity = "0..1",
            defaultValue = "bash",
            description = "bash, zsh or fish; default is bash, whose script works in zsh too.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs anything
    private Language language;

    public CompletionCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        shell.out()
                .print(
                        language == Language.fish
                                ? FishCompletion.of(spec.root())
                                : AutoComplete.bash("carnet", spec.root().commandLine()));
        return ExitCode.DONE;
    }
}
