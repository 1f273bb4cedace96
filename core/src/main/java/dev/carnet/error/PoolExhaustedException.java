package dev.carnet.error;

import org.jspecify.annotations.Nullable;

/**
 * Every connection of the client's own pool stayed in use for as long as a call may wait for one, so the store was not asked.
 * That says nothing about whether the store is down. The message names the setting of the pool's size.
 */
public class PoolExhaustedException extends SessionStoreException {
    private static final long serialVersionUID = 1L;

    public PoolExhaustedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
