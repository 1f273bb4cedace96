package dev.carnet.cli;

import dev.carnet.text.Words;

/** Says how many records a command has passed over. */
final class Unreadable {
    private Unreadable() {}

    /** Says so on standard error, if there are any. */
    static void report(Shell shell, long count) {
        if (count > 0) {
            shell.err()
                    .println("carnet: " + Words.count(count, "record")
                            + " passed over: unreadable as a session, left as " + (count == 1 ? "it is" : "they are")
                            + "; 'carnet list --unreadable' lists them");
        }
    }
}
