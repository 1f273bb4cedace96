package dev.carnet.error;

import org.jspecify.annotations.Nullable;

/**
 * A write was definitely not carried out, although an unreachable remnant may be left: an id change conflicted with
 * another write or a logout, and its first step could not be undone. The engine must not look for the new record: it
 * would mistake the remnant for a session that has moved, and a session that was logged out would live on. The write may
 * be retried.
 */
public class WriteNotStoredException extends SessionStoreException {
    private static final long serialVersionUID = 1L;

    public WriteNotStoredException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
