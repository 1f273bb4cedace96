package dev.carnet.cli.list;

import dev.carnet.audit.AuditAction;
import dev.carnet.audit.AuditTrail;
import dev.carnet.cli.command.AuditOption;
import dev.carnet.cli.command.ConfigOption;
import dev.carnet.cli.command.Configured;
import dev.carnet.cli.command.ExitCode;
import dev.carnet.cli.command.JsonOption;
import dev.carnet.cli.command.OpenStore;
import dev.carnet.cli.selection.JsonValues;
import dev.carnet.cli.selection.SessionName;
import dev.carnet.cli.terminal.Shell;
import dev.carnet.error.UnreadableSessionException;
import dev.carnet.spi.SessionRecord;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code carnet show}: what the store holds for one session. */
@Command(
        name = "show",
        description = "Show a session: its times, its size and its attributes.",
        footer = {
            "",
            "Examples:",
            "  carnet show s.9JtLCp7RTCuJRxVkEo0o2Q",
            "  carnet show --json s.9JtLCp7RTCuJRxVkEo0o2Q | jq .attributes.cart"
        })
public final class ShowCommand implements Callable<Integer> {
    private final Shell shell;

    @Parameters(
            paramLabel = "KEY",
            converter = SessionName.Converter.class,
            description =
                    "The session's handle, as 'list' prints it, or its key in the store; write -- before a key that"
                            + " begins with -.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs anything
    private SessionName name;

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    @Mixin
    private final AuditOption audit = new AuditOption();

    public ShowCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Configured configured = config.choose(shell);
        try (OpenStore open = configured.open(shell.clock())) {
            AuditTrail trail = audit.trail(shell, configured.config().session());
            Optional<SessionRecord> found = trail.audit(
                    AuditAction.LOOK, name.audited(), each -> each.isPresent() ? 1 : 0, () -> name.find(open));
            if (found.isEmpty()) {
                shell.err().println("carnet: no session has " + name + "; 'carnet list' prints the existing ones");
                return ExitCode.NO;
            }
            JsonValues values = new JsonValues(open.store().traits().encoding());
            SessionView view = new SessionView(
                    values.of(found.get()),
                    open.options().hashIds(),
                    shell.clock().instant());
            if (json.isSet()) {
                view.printJson(shell);
            } else {
                view.print(shell);
            }
            if (found.get().attributes().hasSealed()) {
                shell.err()
                        .println("carnet: the values are encrypted and cannot be read: add the block 'encryption' with"
                                + " their key, key: ${CARNET_KEY}");
            }
            return ExitCode.DONE;
        } catch (UnreadableSessionException e) {
            shell.err()
                    .println("carnet: the record cannot be read as a session: " + e.getMessage()
                            + "; 'carnet revoke' deletes it permanently");
            return ExitCode.NO;
        }
    }
}
