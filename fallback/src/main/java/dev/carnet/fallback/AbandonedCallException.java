package dev.carnet.fallback;

import dev.carnet.error.SessionStoreException;

/** Whoever waited for a call waits no longer; the call goes on. */
final class AbandonedCallException extends SessionStoreException {
    private static final long serialVersionUID = 1L;

    AbandonedCallException() {
        super("a store has not answered yet, and the move no longer waits for it", null);
    }
}
