package dev.carnet.cli.setup;

import dev.carnet.cli.command.ConfigOption;
import dev.carnet.cli.command.Configured;
import dev.carnet.cli.command.ExitCode;
import dev.carnet.cli.command.JsonOption;
import dev.carnet.cli.terminal.Shell;
import dev.carnet.spi.setup.StoreSetup;
import dev.carnet.spi.setup.StoreSetup.Finding;
import dev.carnet.spi.setup.StoreSetup.Level;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code carnet check}: whether a configuration is right and its store well. */
@Command(
        name = "check",
        description = {
            "Check a configuration, and whether its store is reachable and in order.",
            "Creates and changes nothing; with JPA, a trial session is rolled back."
        },
        footer = {
            "",
            "Exit codes: 0 everything is in order, or will be after 'carnet init'; 1 the store",
            "has a fault, or a warning with --strict; 2 the configuration has a fault; 3 the",
            "store cannot be reached.",
            "",
            "Examples:",
            "  carnet check",
            "  carnet check --config config.yml --json",
            "  carnet check --strict         fails a pipeline if an index is missing"
        })
public final class CheckCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Option(names = "--strict", description = "Exit with 1 for a warning too, such as a missing index.")
    private boolean isStrict;

    @Mixin
    private final JsonOption json = new JsonOption();

    public CheckCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Configured configured = config.choose(shell);
        List<Finding> findings;
        try (StoreSetup setup = configured.config().setup()) {
            findings = setup.check();
        }
        CheckReport report = new CheckReport(configured, findings);
        if (json.isSet()) {
            report.printJson(shell);
        } else {
            report.print(shell);
        }
        Level bad = isStrict ? Level.WARNING : Level.ERROR;
        return findings.stream().anyMatch(each -> each.level().compareTo(bad) >= 0) ? ExitCode.NO : ExitCode.DONE;
    }
}
