package dev.carnet.internal.watch;

import dev.carnet.error.SessionStoreException;

/** The store finds a session when reading, but not when deleting it. The session has not ended. */
public final class StillThereException extends SessionStoreException {
    private static final long serialVersionUID = 1L;

    public static final String EXPLANATION = "the store reports that there is nothing to delete, but still finds the"
            + " session. Check whether a trigger, a rule or a converter on the table or its key column prevents"
            + " deletions";

    public StillThereException() {
        super("the session has not ended: " + EXPLANATION, null);
    }

    /**
     * Of several sessions.
     *
     * @param left how many have not ended
     * @param ended how many have
     */
    public StillThereException(int left, int ended) {
        super("sessions not ended: " + left + ", ended: " + ended + ". Of those left " + EXPLANATION, null);
    }
}
