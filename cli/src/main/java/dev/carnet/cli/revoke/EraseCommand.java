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
import dev.carnet.cli.terminal.Shell;
import dev.carnet.spi.SessionQuery;
import dev.carnet.text.Words;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code carnet erase}: deletes what is stored of a person. */
@Command(
        name = "erase",
        description = {
            "Delete everything that is stored about a user: all sessions, including expired ones.",
            "Like 'revoke --user', but verifies that nothing is left. Records the action 'erase' in the audit trail."
        },
        footer = {
            "",
            "Sessions in which the user never logged in have no user, and are not found.",
            "The exit code is 1 if there were none.",
            "",
            "Examples:",
            "  carnet export --user ada --no-keys ada.ndjson   what is stored about ada?",
            "  carnet erase --user ada"
        })
public final class EraseCommand implements Callable<Integer> {
    private final Shell shell;

    @Option(
            names = {"-u", "--user"},
            paramLabel = "NAME",
            required = true,
            description = "Whose sessions.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs anything
    private String user;

    @Mixin
    private final JsonOption json = new JsonOption();

    @Mixin
    private final AuditOption audit = new AuditOption();

    @Mixin
    private final ConfigOption config = new ConfigOption();

    public EraseCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Configured configured = config.choose(shell);
        SessionQuery theirs = SessionQuery.ALL.ofPrincipal(user);
        try (OpenStore open = configured.open(shell.clock())) {
            AuditTrail trail = audit.trail(shell, configured.config().session());
            BulkResult erased = trail.audit(
                    AuditAction.ERASE,
                    user,
                    BulkResult::sessions,
                    () -> open.sessions().revoke(theirs));
            long left = open.sessions().count(theirs);
            if (json.isSet()) {
                BulkJson.print(shell, "erased", erased);
            } else {
                shell.out()
                        .println(Words.count(erased.sessions(), "session") + " erased"
                                + (left == 0 ? "; nothing is left under this name" : ""));
            }
            Unreadable.report(shell, erased.unreadable());
            if (left > 0) {
                shell.err()
                        .println("carnet: " + Words.count(left, "session")
                                + " of this user began in the meantime: run the command again");
            }
            return erased.sessions() == 0 || left > 0 ? ExitCode.NO : ExitCode.DONE;
        }
    }
}
