package dev.carnet.cli.migrate;

import dev.carnet.audit.AuditAction;
import dev.carnet.audit.AuditTrail;
import dev.carnet.cli.command.AuditOption;
import dev.carnet.cli.command.ConfigOption;
import dev.carnet.cli.command.Configured;
import dev.carnet.cli.command.CountConverter;
import dev.carnet.cli.command.DurationConverter;
import dev.carnet.cli.command.ExitCode;
import dev.carnet.cli.command.JsonOption;
import dev.carnet.cli.terminal.Interruption;
import dev.carnet.cli.terminal.Progress;
import dev.carnet.cli.terminal.Shell;
import dev.carnet.error.ConfigurationException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.fallback.SessionMove;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code carnet migrate}: moves what the fallback still has. */
@Command(
        name = "migrate",
        description = {
            "Move the sessions of the fallback to the configured store, while applications use both.",
            "Reads each moved session back before it deletes the old record. If interrupted, it resumes."
        },
        footer = {
            "",
            "The configuration is that of the applications, with the new store as 'session'",
            "and the old one as 'fallback'; every application must already run with it.",
            "Ctrl-C stops after the sessions in progress, or after 2 s.",
            "",
            "Examples:",
            "  carnet migrate --dry-run      how many sessions would move?",
            "  carnet migrate --rate 500"
        })
public final class MigrateCommand implements Callable<Integer> {
    private static final int THREADS = 8;

    private final Shell shell;

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Option(
            names = {"-t", "--threads"},
            paramLabel = "N",
            converter = CountConverter.class,
            description = "Number of sessions to move concurrently; default is " + THREADS + ".")
    private int threads = THREADS;

    @Option(
            names = {"-r", "--rate"},
            paramLabel = "N",
            converter = CountConverter.class,
            description = "Maximum number of sessions to move per second.")
    private @Nullable Integer rate;

    @Option(
            names = "--journal",
            paramLabel = "FILE",
            description = "File for the keys of the sessions in progress, from which an interrupted move resumes;"
                    + " readable by its owner only, and removed at the end. Default is .carnet-migrate in"
                    + " this directory.")
    private Path journal = Path.of(".carnet-migrate");

    @Option(
            names = "--patience",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description =
                    "How long to wait for a store that fails or does not answer, since its last answer, before the move"
                            + " breaks off; default is"
                            + " '5 minutes'.")
    private Duration patience = Duration.ofMinutes(5);

    @Option(
            names = {"-n", "--dry-run"},
            description = "Count sessions, but move nothing.")
    private boolean dryRun;

    @Mixin
    private final JsonOption json = new JsonOption();

    @Mixin
    private final AuditOption audit = new AuditOption();

    public MigrateCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Configured configured = config.choose(shell);
        try (SessionMove move = configured
                .config()
                .openMove()
                .orElseThrow(() -> new ConfigurationException(configured.source()
                        + ": there is no 'fallback' from which to move sessions; configure the old store as"
                        + " 'fallback' and the new one as 'session'"))) {
            return dryRun
                    ? count(move)
                    : move(move, audit.trail(shell, configured.config().session()));
        }
    }

    private int count(SessionMove move) {
        new MoveReport(shell, json.isSet()).print(move.left(), move.arrived());
        return ExitCode.DONE;
    }

    private int move(SessionMove move, AuditTrail trail) {
        MoveJournal keys = MoveJournal.at(shell.directory().resolve(journal));
        // What is printed is flushed before the interruption is closed, since the process may end then.
        try (Interruption interruption = Interruption.onExit()) {
            try {
                SessionMove.Report report = trail.audit(
                        AuditAction.MIGRATE,
                        "from the fallback",
                        SessionMove.Report::moved,
                        () -> moved(move, keys, interruption));
                new MoveReport(shell, json.isSet()).print(report);
                shell.out().flush();
                return report.refused() == 0 ? ExitCode.DONE : ExitCode.NO;
            } catch (SessionStoreException e) {
                if (!interruption.isAsked()) {
                    throw new SessionStoreException(e.getMessage() + ". " + howToContinue(), e);
                }
                shell.err().println("carnet: the move has stopped while a store did not answer. " + howToContinue());
                shell.err().flush();
                return ExitCode.NO;
            }
        }
    }

    private String howToContinue() {
        return "Nothing is lost, and what has moved stays moved. Run the same command again in this directory to continue: "
                + journal + " contains the keys of the sessions in progress";
    }

    private SessionMove.Report moved(SessionMove move, MoveJournal keys, Interruption interruption) {
        SessionMove.Report report;
        try (Progress progress = Progress.of(shell, "Moving", () -> left(move))) {
            StoreWait outage = new StoreWait(shell, patience);
            MoveWatch watch = new MoveWatch(shell, keys, progress, Throttle.of(rate), interruption, outage);
            long incomplete = move.complete(keys.left(), watch);
            report = move.run(threads, shell.clock().instant(), watch).andRefused(incomplete);
        }
        keys.done();
        return report;
    }

    /** A move does without the number. */
    private long left(SessionMove move) {
        try {
            return move.left();
        } catch (SessionStoreException e) {
            shell.err().println("carnet: the sessions cannot be counted, so no total is shown: " + e.getMessage());
            return Progress.UNKNOWN;
        }
    }
}
