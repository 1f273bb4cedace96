package dev.carnet.internal.watch;

import dev.carnet.error.StoreUnreachableException;

/** The store is considered down and was not called. */
public final class StoreDownException extends StoreUnreachableException {
    private static final long serialVersionUID = 1L;

    public StoreDownException(String message) {
        super(message, null);
    }
}
