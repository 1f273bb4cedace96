package dev.carnet.error;

import org.jspecify.annotations.Nullable;

/**
 * The store did not answer: it refuses connections, cannot be found, or was silent until the timeout. An error that the
 * store itself answers with (a full disk, a missing permission, too many connections) is a plain
 * {@link SessionStoreException}, an exhausted pool a {@link PoolExhaustedException}. While a store is unreachable, the
 * engine refuses calls immediately. Therefore a store with several servers, of which others may answer, does not throw
 * this exception.
 */
public class StoreUnreachableException extends SessionStoreException {
    private static final long serialVersionUID = 1L;

    public StoreUnreachableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
