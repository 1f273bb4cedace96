package dev.carnet.cli.command;

/** What a command's exit status says to a script. */
public final class ExitCode {
    /** Done. */
    public static final int DONE = 0;

    /** The answer is no: no such session, a check that found errors, a question answered with no. */
    public static final int NO = 1;

    /** Wrong usage or configuration. */
    public static final int USAGE = 2;

    /** It could not be done: the store does not answer, or a file cannot be read or written. */
    public static final int UNREACHABLE = 3;

    private ExitCode() {}
}
