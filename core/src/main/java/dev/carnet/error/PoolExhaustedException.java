package dev.carnet.error;

import org.jspecify.annotations.Nullable;

/**
 * All connections of the client's pool stayed in use for the maximum wait, so the store was not asked. This does not
 * mean that the store is down. The message names the setting of the pool's size.
 */
public class PoolExhaustedException extends SessionStoreException {
    private static final long serialVersionUID = 1L;

    public PoolExhaustedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
