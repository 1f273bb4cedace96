package dev.carnet.cli.setup;

import dev.carnet.cli.command.ConfigOption;
import dev.carnet.cli.command.Configured;
import dev.carnet.cli.command.ExitCode;
import dev.carnet.cli.terminal.Shell;
import dev.carnet.spi.setup.StoreSetup;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code carnet init}: makes the place where sessions are stored. */
@Command(
        name = "init",
        description = {
            "Create or upgrade what the store needs: table and indexes.",
            "Does nothing if nothing is missing; existing sessions stay."
        },
        footer = {
            "",
            "Examples:",
            "  carnet init --dry-run        what would be done?",
            "  carnet init -c production.yml"
        })
public final class InitCommand implements Callable<Integer> {
    private final Shell shell;

    @Option(
            names = {"-n", "--dry-run"},
            description = "Print the statements without running them.")
    private boolean dryRun;

    @Mixin
    private final ConfigOption config = new ConfigOption();

    public InitCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Configured configured = config.choose(shell);
        try (StoreSetup setup = configured.config().setup()) {
            List<String> plan = setup.plan();
            if (plan.isEmpty()) {
                shell.err().println("Nothing to do: the store has everything it needs.");
                return ExitCode.DONE;
            }
            if (dryRun) {
                print(plan);
            } else {
                setup.apply();
                report(plan, setup.plan());
            }
        }
        return ExitCode.DONE;
    }

    /** What is still planned, the store does without; why, it has said itself. */
    private void report(List<String> planned, List<String> left) {
        List<String> done = new ArrayList<>(planned);
        done.removeAll(left);
        shell.out().println("The store is ready for sessions." + (done.isEmpty() ? "" : " Statements run:\n"));
        print(done);
        if (!left.isEmpty()) {
            shell.out().println("\nThe server refused these statements; sessions can be stored without them:\n");
            print(left);
        }
    }

    private void print(List<String> statements) {
        statements.forEach(each -> shell.out().println(terminated(each)));
    }

    /** As a client of the database wants it. */
    private static String terminated(String statement) {
        return statement.endsWith(";") || statement.startsWith("--") ? statement : statement + ";";
    }
}
