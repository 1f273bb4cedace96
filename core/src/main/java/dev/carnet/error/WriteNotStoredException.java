package dev.carnet.error;

import org.jspecify.annotations.Nullable;

/**
 * The store knows that a write was not carried out, though something of it may be left that nobody can reach: an id change met
 * another write or a logout, and its half could not be taken back. The engine does not look for the new record then: it would
 * take what is left for a session that has moved, and one that was logged out would live on. The write may be tried again.
 */
public class WriteNotStoredException extends SessionStoreException {
    private static final long serialVersionUID = 1L;

    public WriteNotStoredException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
