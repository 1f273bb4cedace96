package dev.carnet.error;

import org.jspecify.annotations.Nullable;

/**
 * The store gave no answer at all: it refuses connections, cannot be found, or was silent until the timeout. An error that the
 * store itself answers with (a full disk, a missing permission, too many connections) is a plain {@link SessionStoreException},
 * an exhausted pool a {@link PoolExhaustedException}. While a store stays unreachable the engine refuses calls at once, so a
 * store of several servers, of which others may answer, does not throw it.
 */
public class StoreUnreachableException extends SessionStoreException {
    private static final long serialVersionUID = 1L;

    public StoreUnreachableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
