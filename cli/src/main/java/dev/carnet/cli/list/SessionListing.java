package dev.carnet.cli.list;

import dev.carnet.spi.SessionHeader;

/** Prints the sessions that {@code list} finds, one after the other. */
interface SessionListing {
    /** How many sessions are printed at once. */
    int PAGE = 500;

    /** More than none, nobody has counted. */
    long SOME = -1;

    void add(SessionHeader session);

    /** Passes on what is ready. */
    void printPage();

    /**
     * Ends the list.
     *
     * @param count how many sessions it has
     * @param more how many there are beside these; {@link #SOME} if nobody knows
     */
    void end(long count, long more);

    /** Whether it says how many there are beside. */
    boolean wantsRest();
}
