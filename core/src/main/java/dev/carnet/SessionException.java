package dev.carnet;

import org.jspecify.annotations.Nullable;

/** The root of everything Carnet throws on its own account; messages never hold a session id or a secret. */
public class SessionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SessionException(String message) {
        this(message, null);
    }

    public SessionException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
