package dev.carnet.cli.terminal;

/** A screen that is what a test says. */
public record FixedScreen(boolean isIn, boolean isOut, boolean isErr, int width) implements Screen {
    /** Input, output and messages are files or pipes. */
    public static final FixedScreen NONE = new FixedScreen(false, false, false, 80);

    /** Somebody types and reads. */
    public static FixedScreen terminal(int width) {
        return new FixedScreen(true, true, true, width);
    }

    /** Output goes to a file, messages to a terminal. */
    public static FixedScreen messagesOnly() {
        return new FixedScreen(false, false, true, 80);
    }
}
