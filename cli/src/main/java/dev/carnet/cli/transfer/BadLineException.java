package dev.carnet.cli.transfer;

/** A line of an exported file cannot be used. The message says why; which line it is, the reader knows. */
final class BadLineException extends Exception {
    private static final long serialVersionUID = 1L;

    BadLineException(String why) {
        super(why);
    }
}
