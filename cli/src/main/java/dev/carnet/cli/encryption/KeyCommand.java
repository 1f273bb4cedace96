package dev.carnet.cli.encryption;

import dev.carnet.cli.command.ExitCode;
import dev.carnet.cli.terminal.Shell;
import dev.carnet.encryption.EncryptionKeys;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code carnet key}: makes a key. */
@Command(
        name = "key",
        description = {
            "Generate a key for the encryption of sessions, and print it.",
            "Keep it with the application's other secrets: anybody who has the key and a copy of the store can read"
                    + " the sessions; without the key, nobody can."
        },
        footer = {
            "",
            "The configuration takes it from an environment variable:",
            "  encryption:",
            "    key: $${CARNET_KEY}",
            "",
            "Examples:",
            "  carnet key > carnet.key",
            "  CARNET_KEY=$(cat carnet.key) carnet check"
        })
public final class KeyCommand implements Callable<Integer> {
    private final Shell shell;

    public KeyCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        String key = EncryptionKeys.newKey();
        shell.out().println(key);
        shell.err().println("carnet: this is key " + EncryptionKeys.numberOf(key) + " in messages");
        return ExitCode.DONE;
    }
}
