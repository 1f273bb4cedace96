package dev.carnet.cli;

import dev.carnet.encryption.EncryptionKeys;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code carnet key}: makes a key. */
@Command(
        name = "key",
        description = {
            "Make a key that sessions can be encrypted with, and print it.",
            "Keep it where the application's other secrets are; with it, whoever has a copy of the store reads the"
                    + " sessions, and without it nobody does."
        },
        footer = {
            "",
            "The configuration takes it from a variable of the environment:",
            "  encryption:",
            "    key: ${CARNET_KEY}",
            "",
            "Examples:",
            "  carnet key > carnet.key",
            "  CARNET_KEY=$(cat carnet.key) carnet check"
        })
final class KeyCommand implements Callable<Integer> {
    private final Shell shell;

    KeyCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        String key = EncryptionKeys.newKey();
        shell.out().println(key);
        shell.err().println("carnet: this is key " + EncryptionKeys.numberOf(key) + ", as messages name it");
        return ExitCode.DONE;
    }
}
