package dev.carnet.cli;

import dev.carnet.spi.SessionHeader;

/** Prints the sessions that {@code list} finds, one after the other. */
interface SessionListing {
    /** How many sessions are printed at once. */
    int PAGE = 500;

    void add(SessionHeader session);

    /** Passes on what is ready. */
    void printPage();

    /**
     * Ends the list.
     *
     * @param count how many sessions it has
     * @param more whether there are more than were wanted
     */
    void end(long count, boolean more);
}
