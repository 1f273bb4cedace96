package dev.carnet.internal.record;

import dev.carnet.error.SessionStoreException;

/** Whoever was to delete a session was interrupted before the store had done so. */
public final class InterruptedDeletionException extends SessionStoreException {
    private static final long serialVersionUID = 1L;

    public InterruptedDeletionException() {
        super(
                "the session has not ended: its thread was interrupted before the store had deleted it. Whatever interrupts it,"
                        + " such as a server that shuts down, is the cause; try again",
                null);
    }
}
