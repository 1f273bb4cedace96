package dev.carnet.internal;

import dev.carnet.error.StoreUnreachableException;

/** The store is known to be down and was not called. */
final class StoreDownException extends StoreUnreachableException {
    private static final long serialVersionUID = 1L;

    StoreDownException(String message) {
        super(message, null);
    }
}
