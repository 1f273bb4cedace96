package dev.carnet.cli.terminal;

/** Which of the three streams is a terminal, and how wide it is. */
public interface Screen {
    /** Whether somebody can answer. */
    boolean isIn();

    /** Whether somebody reads the output as it comes. */
    boolean isOut();

    /** Whether somebody reads messages as they come. */
    boolean isErr();

    /** Columns on the terminal. */
    int width();
}
