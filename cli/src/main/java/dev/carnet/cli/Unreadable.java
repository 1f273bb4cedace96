package dev.carnet.cli;

import dev.carnet.text.Words;

/** Reports the number of records that a command skipped. */
final class Unreadable {
    private Unreadable() {}

    /** Reports on standard error, if there are any. */
    static void report(Shell shell, long count) {
        if (count > 0) {
            shell.err()
                    .println("carnet: " + Words.count(count, "record")
                            + " skipped: unreadable as a session, left unchanged;"
                            + " 'carnet list --unreadable' lists them");
        }
    }
}
