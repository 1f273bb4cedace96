package dev.carnet.fallback;

import dev.carnet.error.SessionStoreException;

/** The thread that moves was interrupted. */
final class InterruptedMoveException extends SessionStoreException {
    private static final long serialVersionUID = 1L;

    InterruptedMoveException(InterruptedException cause) {
        super("the move was interrupted; what has moved stays moved", cause);
    }
}
