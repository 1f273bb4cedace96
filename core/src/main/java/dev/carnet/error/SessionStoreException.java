package dev.carnet.error;

import org.jspecify.annotations.Nullable;

/**
 * The store failed or did not answer, so the state of the session is unknown. An outage is not a logout: a web layer
 * answers 503 and keeps the cookie.
 */
public class SessionStoreException extends SessionException {
    private static final long serialVersionUID = 1L;

    public SessionStoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
