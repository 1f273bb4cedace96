package dev.carnet.cli.revoke;

import dev.carnet.BulkResult;
import dev.carnet.audit.AuditAction;
import dev.carnet.audit.AuditTrail;
import dev.carnet.cli.command.AuditOption;
import dev.carnet.cli.command.ConfigOption;
import dev.carnet.cli.command.Configured;
import dev.carnet.cli.command.ExitCode;
import dev.carnet.cli.command.JsonOption;
import dev.carnet.cli.command.OpenStore;
import dev.carnet.cli.command.Unreadable;
import dev.carnet.cli.selection.SessionName;
import dev.carnet.cli.terminal.Shell;
import dev.carnet.error.SessionStoreException;
import dev.carnet.error.UnconfirmedWriteException;
import dev.carnet.spi.SessionQuery;
import dev.carnet.text.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code carnet revoke}: ends sessions, at once and on every server. */
@Command(
        name = "revoke",
        description = "End sessions immediately, on every server.",
        footer = {
            "",
            "Examples:",
            "  carnet revoke s.9JtLCp7RTCuJRxVkEo0o2Q",
            "  carnet revoke --user ada --dry-run",
            "  carnet revoke --before 2026-11-30T08:00:00Z   after restoring a backup at that time",
            "  carnet revoke --all --yes"
        })
public final class RevokeCommand implements Callable<Integer> {
    private final Shell shell;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs anything
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs anything
    private Which which;

    @Option(
            names = {"-y", "--yes"},
            description = "With --all or --before: do not ask for confirmation.")
    private boolean yes;

    @Option(
            names = {"-n", "--dry-run"},
            description = "Count the sessions, but end none.")
    private boolean dryRun;

    @Mixin
    private final JsonOption json = new JsonOption();

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Mixin
    private final AuditOption audit = new AuditOption();

    /** Which sessions: one of these. */
    private static final class Which {
        @Parameters(
                paramLabel = "KEY",
                arity = "1..*",
                converter = SessionName.Converter.class,
                description = "Handles, as 'list' prints them, or keys in the store; write -- before a key that"
                        + " begins with -. A key also deletes a record that cannot be read as a session.")
        private List<SessionName> names = List.of();

        @Option(
                names = {"-u", "--user"},
                paramLabel = "NAME",
                description = "All sessions of this user.")
        private @Nullable String user;

        @Option(
                names = "--before",
                paramLabel = "TIME",
                description =
                        "All sessions without an access since this time, such as 2026-11-30T08:00:00Z. Use it after"
                                + " restoring a backup, which brings back ended sessions.")
        private @Nullable Instant before;

        @Option(names = "--all", description = "All sessions.")
        private boolean all;

        /** Those that the store is asked for; null if they are named one by one. */
        private @Nullable SessionQuery query() {
            if (user != null) {
                return SessionQuery.ALL.ofPrincipal(user);
            }
            if (before != null) {
                return SessionQuery.ALL.idleSince(before);
            }
            return all ? SessionQuery.ALL : null;
        }

        private AuditAction action() {
            if (user != null) {
                return AuditAction.REVOKE_USER;
            }
            return before != null ? AuditAction.REVOKE_QUERY : AuditAction.REVOKE_ALL;
        }

        private String what() {
            return user != null ? user : before != null ? "idle since " + before : "";
        }
    }

    public RevokeCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        boolean asks = (which.all || which.before != null) && !yes && !dryRun;
        if (asks && !(shell.screen().isIn() && shell.screen().isErr())) {
            throw new ParameterException(
                    spec.commandLine(),
                    (which.all ? "--all" : "--before") + " asks for confirmation, but there is no terminal; add --yes");
        }
        Configured configured = config.choose(shell);
        try (OpenStore open = configured.open(shell.clock())) {
            SessionQuery query = which.query();
            if (dryRun) {
                return counted(query == null ? there(open) : open.sessions().count(query));
            }
            AuditTrail trail = audit.trail(shell, configured.config().session());
            if (query == null) {
                return named(open, new LinkedHashSet<>(which.names), trail);
            }
            if (asks && !isConfirmed(open.sessions().count(query), configured)) {
                return kept();
            }
            return ended(trail.audit(
                    which.action(),
                    which.what(),
                    BulkResult::sessions,
                    () -> open.sessions().revoke(query)));
        }
    }

    private long there(OpenStore open) {
        return new LinkedHashSet<>(which.names)
                .stream().filter(each -> each.find(open).isPresent()).count();
    }

    private int counted(long count) {
        if (json.isSet()) {
            BulkJson.print(shell, "wouldEnd", new BulkResult(count, 0));
        } else {
            shell.out().println(Words.count(count, "session") + " would be ended");
        }
        return count == 0 ? ExitCode.NO : ExitCode.DONE;
    }

    /** Ends them one by one; one that cannot be ended holds up none of the others. */
    private int named(OpenStore open, Set<SessionName> names, AuditTrail trail) {
        int revoked = 0;
        boolean failed = false;
        for (SessionName each : names) {
            try {
                if (trail.audit(AuditAction.REVOKE_ONE, each.audited(), () -> each.revoke(open) ? 1 : 0) > 0) {
                    revoked++;
                } else {
                    shell.err().println("carnet: no session has " + each);
                }
            } catch (SessionStoreException e) {
                failed = true;
                revoked += hasEnded(e) ? 1 : 0;
                shell.err().println("carnet: " + each + ": " + e.getMessage());
            }
        }
        int code = ended(new BulkResult(revoked, 0));
        return failed ? ExitCode.UNREACHABLE : code;
    }

    private static boolean hasEnded(SessionStoreException e) {
        return e instanceof UnconfirmedWriteException unconfirmed && unconfirmed.isCarriedOut();
    }

    private int ended(BulkResult result) {
        if (json.isSet()) {
            BulkJson.print(shell, "ended", result);
        } else {
            shell.out().println(Words.count(result.sessions(), "session") + " ended");
        }
        Unreadable.report(shell, result.unreadable());
        return result.sessions() == 0 ? ExitCode.NO : ExitCode.DONE;
    }

    private int kept() {
        shell.err().println("carnet: nothing was ended");
        return ExitCode.NO;
    }

    private boolean isConfirmed(long count, Configured configured) {
        shell.err()
                .print("End " + (which.all ? "all " : "") + Words.count(count, "session") + " of " + configured.source()
                        + "? " + (which.all ? "Everybody has" : "Their users have") + " to log in again. [y/N] ");
        shell.err().flush();
        try {
            String answer = shell.in().readLine();
            return answer != null && Set.of("y", "yes").contains(answer.strip().toLowerCase(Locale.ROOT));
        } catch (IOException e) {
            throw new UncheckedIOException("the answer cannot be read: " + e.getMessage(), e);
        }
    }
}
