package dev.carnet.spi;

import dev.carnet.SessionStoreException;
import org.jspecify.annotations.Nullable;

/**
 * A write was not confirmed as safely as the store was told to keep it, by a majority of a replica set for instance. It may
 * be there already and still be lost, so the engine does not look for it: the write has failed.
 */
public class UnconfirmedWriteException extends SessionStoreException {
    private static final long serialVersionUID = 1L;

    public UnconfirmedWriteException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
