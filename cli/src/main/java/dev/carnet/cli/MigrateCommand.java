package dev.carnet.cli;

import dev.carnet.error.ConfigurationException;
import dev.carnet.fallback.SessionMove;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.core.JsonGenerator;

/** {@code carnet migrate}: moves what the fallback still has. */
@Command(
        name = "migrate",
        description = {
            "Move the sessions of the fallback to the configured store, while applications use both.",
            "Each is read again before the old record goes; broken off, it goes on where it was."
        },
        footer = {
            "",
            "The configuration is the applications' own, with the new store as 'session'",
            "and the old one as 'fallback'; every application runs with it before.",
            "Ctrl-C stops after the sessions at hand.",
            "",
            "Examples:",
            "  carnet migrate --dry-run      how many are there?",
            "  carnet migrate --rate 500"
        })
final class MigrateCommand implements Callable<Integer> {
    private static final int THREADS = 8;

    private final Shell shell;

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Option(
            names = {"-t", "--threads"},
            paramLabel = "N",
            converter = CountConverter.class,
            description = "Move so many sessions at once; default " + THREADS + ".")
    private int threads = THREADS;

    @Option(
            names = {"-r", "--rate"},
            paramLabel = "N",
            converter = CountConverter.class,
            description = "Move at most so many sessions a second.")
    private @Nullable Integer rate;

    @Option(
            names = "--journal",
            paramLabel = "FILE",
            description =
                    "Where the keys of the sessions at hand are noted, for a move that is broken off; for its owner only,"
                            + " and gone at the end. Default is .carnet-migrate in this directory.")
    private Path journal = Path.of(".carnet-migrate");

    @Option(
            names = {"-n", "--dry-run"},
            description = "Count, move nothing.")
    private boolean dryRun;

    @Mixin
    private final JsonOption json = new JsonOption();

    MigrateCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Configured configured = config.choose(shell);
        try (SessionMove move = configured
                .config()
                .openMove()
                .orElseThrow(() -> new ConfigurationException(configured.source()
                        + ": there is no 'fallback' to move sessions from; name the store that has them there, and the new"
                        + " one as 'session'"))) {
            return dryRun ? count(move) : move(move);
        }
    }

    private int count(SessionMove move) {
        long left = move.left();
        if (json.isSet()) {
            try (JsonGenerator out = Json.indented(shell.out())) {
                out.writeStartObject();
                out.writeNumberProperty("left", left);
                out.writeNumberProperty("arrived", move.arrived());
                out.writeEndObject();
            }
            shell.out().println();
        } else {
            shell.out()
                    .println(Words.count(left, "session") + " in the fallback, "
                            + Words.count(move.arrived(), "session") + " in the configured store");
        }
        return ExitCode.DONE;
    }

    private int move(SessionMove move) {
        SessionMove.Report report;
        MoveJournal keys = MoveJournal.at(shell.directory().resolve(journal));
        try (Interruption interruption = Interruption.onExit()) {
            move.complete(keys.left());
            try (Progress progress = Progress.of(shell, "Moving", move::left)) {
                report = move.run(
                        threads,
                        shell.clock().instant(),
                        new MoveWatch(shell, keys, progress, Throttle.of(rate), interruption));
            }
            keys.done();
            report(report);
            shell.out().flush(); // now: once the interruption is closed, the process may end
        }
        return report.refused() == 0 ? ExitCode.DONE : ExitCode.NO;
    }

    private void report(SessionMove.Report report) {
        if (json.isSet()) {
            try (JsonGenerator out = Json.indented(shell.out())) {
                out.writeStartObject();
                out.writeNumberProperty("moved", report.moved());
                out.writeNumberProperty("gone", report.gone());
                out.writeNumberProperty("expired", report.expired());
                out.writeNumberProperty("foreign", report.foreign());
                out.writeNumberProperty("between", report.between());
                out.writeNumberProperty("refused", report.refused());
                out.writeNumberProperty("unreadable", report.unreadable());
                out.writeBooleanProperty("whole", report.whole());
                out.writeEndObject();
            }
            shell.out().println();
            return;
        }
        shell.out()
                .println(Words.count(report.moved(), "session") + " moved"
                        + (report.whole() ? "" : "; stopped, there are more: run it again"));
        line(report.gone(), "ended meanwhile");
        line(report.expired(), "had expired: 'carnet sweep' deletes what stayed");
        line(report.foreign(), "stayed: another application wrote them, each moves when its visitor changes it");
        line(report.between(), "of moves that broke off: each arrives with its visitor");
        line(report.refused(), "stayed, see above");
        line(report.unreadable(), "could not be read as sessions, and stayed; 'carnet list --unreadable' says which");
    }

    private void line(long count, String what) {
        if (count > 0) {
            shell.out().println(String.format(Locale.ROOT, "%,d %s", count, what));
        }
    }
}
