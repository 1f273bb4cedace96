package dev.carnet.fallback;

import dev.carnet.error.SessionStoreException;

/** What was written to a store reads differently there, which no second try mends. */
final class DifferentlyStoredException extends SessionStoreException {
    private static final long serialVersionUID = 1L;

    DifferentlyStoredException(String message) {
        super(message, null);
    }
}
