package dev.carnet.cli.sweep;

import dev.carnet.BulkResult;
import dev.carnet.audit.AuditAction;
import dev.carnet.audit.AuditTrail;
import dev.carnet.cli.command.AuditOption;
import dev.carnet.cli.command.ConfigOption;
import dev.carnet.cli.command.Configured;
import dev.carnet.cli.command.CountConverter;
import dev.carnet.cli.command.DurationConverter;
import dev.carnet.cli.command.ExitCode;
import dev.carnet.cli.command.JsonOption;
import dev.carnet.cli.command.OpenStore;
import dev.carnet.cli.terminal.Interruption;
import dev.carnet.cli.terminal.Progress;
import dev.carnet.cli.terminal.Shell;
import dev.carnet.spi.SessionQuery;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code carnet sweep}: deletes what has expired. */
@Command(
        name = "sweep",
        description = {
            "Delete expired sessions, in bounded batches.",
            "Applications do this themselves unless sweep_interval is 0.",
            "Sessions that only another application wrote, such as Dancer, have no expiry: --unknown-older-than"
                    + " deletes them by an age derived from the store or the id."
        },
        footer = {
            "",
            "Ctrl-C stops after the batch in progress.",
            "",
            "Examples:",
            "  carnet sweep",
            "  carnet sweep --batch 5000",
            "  carnet sweep --unknown-older-than '90 days' --dry-run"
        })
public final class SweepCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Option(
            names = {"-b", "--batch"},
            paramLabel = "N",
            converter = CountConverter.class,
            description = "Maximum number of sessions in a batch; default is the configured sweep_batch.")
    private @Nullable Integer batch;

    @Option(
            names = "--unknown-older-than",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description =
                    "Also delete sessions without an expiry that have not been used for this long or, if their last"
                            + " use is unknown, were created this long ago.")
    private @Nullable Duration unknownOlderThan;

    @Option(names = "--dry-run", description = "Count the sessions, but delete none.")
    private boolean dryRun;

    @Mixin
    private final JsonOption json = new JsonOption();

    @Mixin
    private final AuditOption audit = new AuditOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs anything
    private CommandSpec spec;

    public SweepCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        if (unknownOlderThan != null && (unknownOlderThan.isZero() || unknownOlderThan.isNegative())) {
            throw new ParameterException(
                    spec.commandLine(), "--unknown-older-than requires a duration greater than 0, such as '90 days'");
        }
        long untold;
        Configured configured = config.choose(shell);
        try (Interruption interruption = Interruption.onExit();
                OpenStore open = configured.open(shell.clock(), batch)) {
            SweepReport report = new SweepReport(unknownOlderThan, dryRun);
            Runnable work = () -> sweep(open, configured, interruption, report);
            if (dryRun) {
                work.run();
            } else {
                AuditTrail trail = audit.trail(shell, configured.config().session());
                String what = unknownOlderThan == null ? "" : "unknown older than " + unknownOlderThan;
                long unused = trail.audit(AuditAction.SWEEP, what, () -> {
                    work.run();
                    return report.sessions();
                });
            }
            report.print(shell, json.isSet());
            untold = report.untold();
            shell.out().flush(); // now: once the interruption is closed, the process may end
        }
        return untold == 0 ? ExitCode.DONE : ExitCode.NO;
    }

    private void sweep(OpenStore open, Configured configured, Interruption interruption, SweepReport report) {
        if (dryRun) {
            report.expired(new BulkResult(expired(open), 0));
        } else {
            sweepExpired(open, interruption, report);
        }
        if (unknownOlderThan != null && !report.isStopped()) {
            sweepForeign(new ForeignSweep(open, configured.config()::madeAt), unknownOlderThan, interruption, report);
        }
    }

    private void sweepExpired(OpenStore open, Interruption interruption, SweepReport report) {
        try (Progress progress = Progress.uncounted(shell, "Sweeping")) {
            report.expired(open.sessions().sweep(size -> {
                progress.add(size);
                interruption.interruptIfAsked();
            }));
            report.stopped(Thread.interrupted());
        }
    }

    private void sweepForeign(ForeignSweep sweep, Duration age, Interruption interruption, SweepReport report) {
        try (Progress progress = Progress.uncounted(shell, "Sweeping")) {
            ForeignSweep.Result result = sweep.run(shell.clock().instant().minus(age), dryRun, progress::add, () -> {
                interruption.interruptIfAsked();
                report.stopped(Thread.interrupted());
                return !report.isStopped();
            });
            report.foreign(result.old(), result.untold());
        }
    }

    private long expired(OpenStore open) {
        return open.sessions().count(open.sessions().expired(SessionQuery.ALL));
    }
}
