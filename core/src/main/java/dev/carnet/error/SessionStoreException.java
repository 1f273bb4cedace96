package dev.carnet.error;

import org.jspecify.annotations.Nullable;

/**
 * The store is broken or does not answer, so nobody knows what it holds. An outage is not a logout: a web layer answers
 * 503 and leaves the cookie alone.
 */
public class SessionStoreException extends SessionException {
    private static final long serialVersionUID = 1L;

    public SessionStoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
