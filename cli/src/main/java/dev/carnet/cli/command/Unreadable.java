package dev.carnet.cli.command;

import dev.carnet.cli.terminal.Shell;
import dev.carnet.text.Words;

/** Reports the number of records that a command skipped. */
public final class Unreadable {
    private Unreadable() {}

    /** Reports on standard error, if there are any. */
    public static void report(Shell shell, long count) {
        if (count > 0) {
            shell.err()
                    .println("carnet: " + Words.count(count, "record")
                            + " skipped: unreadable as a session, left unchanged;"
                            + " 'carnet list --unreadable' lists them");
        }
    }
}
