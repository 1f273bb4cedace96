package dev.carnet.cli.transfer;

import dev.carnet.audit.AuditAction;
import dev.carnet.audit.AuditTrail;
import dev.carnet.cli.command.AuditOption;
import dev.carnet.cli.command.ConfigOption;
import dev.carnet.cli.command.Configured;
import dev.carnet.cli.command.ExitCode;
import dev.carnet.cli.command.OpenStore;
import dev.carnet.cli.command.Unreadable;
import dev.carnet.cli.terminal.Interruption;
import dev.carnet.cli.terminal.Progress;
import dev.carnet.cli.terminal.Shell;
import dev.carnet.error.ConfigurationException;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionPage;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.text.Words;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code carnet export}: copies sessions to a file. */
@Command(
        name = "export",
        description = {
            "Copy sessions to a file: one line of JSON each, with values, types, times, user and expiry, including"
                    + " expired ones.",
            "If it was interrupted, it resumes when you run it again."
        },
        footer = {
            "",
            "The file contains the data of the sessions, and their keys: digests of the ids, never",
            "ids. Only its owner can read it. If hash_ids is off, a key is an id, so only",
            "--no-keys is allowed. A file without keys cannot be imported; give it to a person who",
            "asks what is stored about them.",
            "The exit code is 1 if --user has none, or if some could not be exported.",
            "",
            "Examples:",
            "  carnet export sessions.ndjson",
            "  carnet export --user ada --no-keys ada.ndjson",
            "  carnet export - | jq -r .user"
        })
public final class ExportCommand implements Callable<Integer> {
    private static final int PAGE = 500;
    private static final String STANDARD_OUTPUT = "-";

    private final Shell shell;

    @Parameters(paramLabel = "FILE", description = "The file, which must not exist yet; - for standard output.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs anything
    private String file;

    @Option(
            names = {"-u", "--user"},
            paramLabel = "NAME",
            description = "Only this user's sessions.")
    private @Nullable String user;

    @Option(names = "--no-keys", description = "Omit the data that only an import needs.")
    private boolean noKeys;

    @Mixin
    private final AuditOption audit = new AuditOption();

    @Mixin
    private final ConfigOption config = new ConfigOption();

    public ExportCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Configured configured = config.choose(shell);
        if (!noKeys && !configured.config().options().hashIds()) {
            throw new ConfigurationException(configured.source()
                    + ": hash_ids is off, so keys are ids, which must not be in a file; add --no-keys, or move the"
                    + " sessions with 'carnet migrate'");
        }
        Counts counts = new Counts();
        try (Interruption interruption = Interruption.onExit();
                OpenStore open = configured.open(shell.clock())) {
            AuditTrail trail = audit.trail(shell, configured.config().session());
            ExportHeader header = new ExportHeader(
                    configured.source(),
                    open.store().traits().name(),
                    open.store().traits().encoding(),
                    user,
                    !noKeys);
            try (ExportTarget target = target(header)) {
                long unused = trail.audit(AuditAction.EXPORT, user == null ? "" : user, () -> {
                    export(
                            open,
                            target,
                            new ExportedValues(open.store().traits(), header, configured),
                            counts,
                            interruption);
                    return counts.written;
                });
            }
            counts.report();
        }
        return counts.isAll() && !(user != null && counts.all == 0) ? ExitCode.DONE : ExitCode.NO;
    }

    private ExportTarget target(ExportHeader header) {
        return file.equals(STANDARD_OUTPUT)
                ? ExportTarget.standardOutput(shell.out(), header)
                : ExportTarget.file(shell.directory().resolve(Path.of(file)), header);
    }

    private void export(
            OpenStore open, ExportTarget target, ExportedValues values, Counts counts, Interruption interruption) {
        SessionQuery all = SessionQuery.ALL.within(open.options().keyPrefix()).withAttributes();
        SessionQuery query = user == null ? all : all.ofPrincipal(user);
        counts.all = target.sessions();
        try (Progress progress = Progress.of(shell, "Exporting", () -> open.expected(query))) {
            progress.add(counts.all);
            @Nullable String cursor = target.cursor();
            do {
                SessionPage page = open.store().scan(query, cursor, PAGE);
                long leftOut = counts.leftOut();
                cursor = page.nextCursor();
                counts.unreadable += page.unreadable().size();
                for (SessionRecord each : page.sessions()) {
                    if (isExportable(each.header(), counts)) {
                        target.line(values.line(each).text(!noKeys));
                        counts.all++;
                        counts.written++;
                    }
                }
                progress.add(page.sessions().size());
                if (cursor == null || counts.leftOut() == leftOut) { // or the position may hold the id of one left out
                    target.page(counts.all, cursor);
                }
                counts.stopped = cursor != null && (interruption.isAsked() || !shell.isHeard());
            } while (cursor != null && !counts.stopped);
        }
    }

    private boolean isExportable(SessionHeader header, Counts counts) {
        if (!noKeys && header.isForeign()) {
            counts.foreign++;
            return false;
        }
        if (!noKeys && Boolean.FALSE.equals(header.hashed())) {
            counts.byId++;
            return false;
        }
        return true;
    }

    /** What became of the sessions. */
    private final class Counts {
        private long all;
        private long written;
        private long unreadable;
        private long foreign;
        private long byId;
        private boolean stopped;

        boolean isAll() {
            return leftOut() == 0 && !stopped;
        }

        long leftOut() {
            return unreadable + foreign + byId;
        }

        void report() {
            boolean isFile = !file.equals(STANDARD_OUTPUT);
            if (isFile) {
                shell.out()
                        .println(Words.count(all, "session") + " exported"
                                + (all > written ? ", " + Words.count(written, "session") + " of them now" : "")
                                + (stopped ? "; stopped, there are more: run it again" : ""));
                shell.out().flush(); // now: once the interruption is closed, the process may end
            }
            if (foreign > 0) {
                shell.err()
                        .println("carnet: " + Words.count(foreign, "session")
                                + " omitted: another application wrote them, so their expiry is unknown");
            }
            if (byId > 0) {
                shell.err()
                        .println("carnet: " + Words.count(byId, "session")
                                + " omitted: stored under the id itself, which must not be in a file;"
                                + " --no-keys exports them");
            }
            Unreadable.report(shell, unreadable);
        }
    }
}
