package dev.carnet.internal.record;

import dev.carnet.error.SessionStoreException;

/** The thread was interrupted before the store had deleted a session. */
final class InterruptedDeletionException extends SessionStoreException {
    private static final long serialVersionUID = 1L;

    InterruptedDeletionException() {
        super(
                "the session has not ended: the thread was interrupted before the store had deleted it, for example"
                        + " by a shutdown of the server; try again",
                null);
    }
}
