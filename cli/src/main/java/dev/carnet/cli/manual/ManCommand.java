package dev.carnet.cli.manual;

import dev.carnet.cli.command.ExitCode;
import dev.carnet.cli.terminal.Shell;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code carnet man}: the manual page. */
@Command(
        name = "man",
        description = "Print the manual page, for man(1).",
        footer = {"", "Examples:", "  carnet man | man -l -", "  carnet man > /usr/local/share/man/man1/carnet.1"})
public final class ManCommand implements Callable<Integer> {
    private final Shell shell;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs anything
    private CommandSpec spec;

    public ManCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        shell.out().print(ManPage.of(spec.root()));
        return ExitCode.DONE;
    }
}
