package dev.carnet.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code carnet completion}: lets a shell complete commands and options. */
@Command(
        name = "completion",
        description = "Print a script with which bash and zsh complete commands and options.",
        footer = {
            "",
            "Examples:",
            "  source <(carnet completion)",
            "  carnet completion > /etc/bash_completion.d/carnet"
        })
final class CompletionCommand implements Callable<Integer> {
    private final Shell shell;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs anything
    private CommandSpec spec;

    CompletionCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        shell.out().print(AutoComplete.bash("carnet", spec.root().commandLine()));
        return ExitCode.DONE;
    }
}
