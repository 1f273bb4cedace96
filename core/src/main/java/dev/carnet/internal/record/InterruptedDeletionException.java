package dev.carnet.internal.record;

import dev.carnet.error.SessionStoreException;

/** Whoever was to delete a session was interrupted before the store had done so. */
public final class InterruptedDeletionException extends SessionStoreException {
    private static final long serialVersionUID = 1L;

    public InterruptedDeletionException() {
        super(
                "the session has not ended: the thread was interrupted before the store had deleted it, for example"
                        + " by a shutdown of the server; try again",
                null);
    }
}
