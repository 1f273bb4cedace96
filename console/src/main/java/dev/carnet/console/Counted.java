package dev.carnet.console;

/**
 * How many sessions a query means.
 *
 * @param earlier whether they were counted for an earlier page: by now there may be more or fewer
 */
record Counted(long number, boolean earlier) {

    /** Whether there are none now. */
    boolean isNone() {
        return number == 0 && !earlier;
    }

    /** Whether the number is worth showing: none from a while ago says nothing about now. */
    boolean isKnown() {
        return number > 0 || !earlier;
    }
}
