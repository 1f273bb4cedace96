package dev.carnet.cli.command;

import dev.carnet.audit.AuditListener;
import dev.carnet.audit.AuditTrail;
import dev.carnet.cli.terminal.Shell;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a command leaves its audit trail, beside the logger. */
public final class AuditOption {
    private static final String VARIABLE = "CARNET_AUDIT_LOG";

    @Option(
            names = AuditFile.OPTION,
            paramLabel = "FILE",
            description = "Append a line for each action to this file: who did what. Default is the variable "
                    + VARIABLE + ".")
    private @Nullable Path file;

    /**
     * The trail of who typed the command.
     *
     * @param store its name in the configuration
     */
    public AuditTrail trail(Shell shell, String store) {
        return new AuditTrail("cli", store, shell.clock(), listeners(shell)).by(who(shell), from(shell));
    }

    /** The file, if one is named. */
    public List<AuditListener> listeners(Shell shell) {
        Path named = file == null && shell.isSet(VARIABLE)
                ? Path.of(shell.variables().getOrDefault(VARIABLE, ""))
                : file;
        return named == null
                ? List.of()
                : List.of(AuditFile.at(shell.directory().resolve(named)));
    }

    private static String who(Shell shell) {
        String user = System.getProperty("user.name");
        return shell.isSet("SUDO_USER") ? shell.variables().get("SUDO_USER") + " as " + user : user;
    }

    /** This host, and the address of who is logged in to it. */
    private static String from(Shell shell) {
        String client = shell.variables().getOrDefault("SSH_CONNECTION", "").replaceFirst(" .*", "");
        return client.isEmpty() ? host() : host() + " for " + client;
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown host";
        }
    }
}
