package dev.carnet.cli;

import dev.carnet.BulkResult;
import dev.carnet.error.SessionStoreException;
import dev.carnet.error.UnconfirmedWriteException;
import dev.carnet.spi.SessionQuery;
import java.io.IOException;
import java.io.UncheckedIOException;
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
        description = "End sessions, at once and on every server.",
        footer = {
            "",
            "Examples:",
            "  carnet revoke s.9JtLCp7RTCuJRxVkEo0o2Q",
            "  carnet revoke --user ada",
            "  carnet revoke --all --yes"
        })
final class RevokeCommand implements Callable<Integer> {
    private final Shell shell;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs anything
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs anything
    private Which which;

    @Option(
            names = {"-y", "--yes"},
            description = "With --all, do not ask.")
    private boolean yes;

    @Mixin
    private final JsonOption json = new JsonOption();

    @Mixin
    private final ConfigOption config = new ConfigOption();

    /** Which sessions: one of these. */
    private static final class Which {
        @Parameters(
                paramLabel = "KEY",
                arity = "1..*",
                converter = SessionName.Converter.class,
                description = "Handles, as 'list' prints them, or keys in the store; -- before a key that begins with"
                        + " -. A key also deletes a record that cannot be read as a session.")
        private List<SessionName> names = List.of();

        @Option(
                names = {"-u", "--user"},
                paramLabel = "NAME",
                description = "Every session of this user.")
        private @Nullable String user;

        @Option(names = "--all", description = "Every session there is.")
        private boolean all;
    }

    RevokeCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        if (which.all && !yes && !(shell.screen().isIn() && shell.screen().isErr())) {
            throw new ParameterException(
                    spec.commandLine(), "--all wants to ask first and nobody is there to answer; add --yes");
        }
        Configured configured = config.choose(shell);
        try (OpenStore open = configured.open(shell.clock())) {
            if (which.all) {
                return yes || isConfirmed(open, configured)
                        ? ended(open.sessions().revokeAll())
                        : kept();
            }
            if (which.user != null) {
                return ended(open.sessions().revokePrincipal(which.user, null));
            }
            return named(open, new LinkedHashSet<>(which.names));
        }
    }

    /** Ends them one by one; one that cannot be ended holds up none of the others. */
    private int named(OpenStore open, Set<SessionName> names) {
        int revoked = 0;
        boolean failed = false;
        for (SessionName each : names) {
            try {
                if (each.revoke(open)) {
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

    private boolean isConfirmed(OpenStore open, Configured configured) {
        long count = open.sessions().count(SessionQuery.ALL);
        shell.err()
                .print("End all " + Words.count(count, "session") + " of " + configured.source()
                        + "? Everybody has to log in again. [y/N] ");
        shell.err().flush();
        try {
            String answer = shell.in().readLine();
            return answer != null && Set.of("y", "yes").contains(answer.strip().toLowerCase(Locale.ROOT));
        } catch (IOException e) {
            throw new UncheckedIOException("the answer cannot be read: " + e.getMessage(), e);
        }
    }
}
