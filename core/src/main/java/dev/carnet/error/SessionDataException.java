package dev.carnet.error;

import org.jspecify.annotations.Nullable;

/**
 * The store cannot keep the application's data unchanged: a principal that is too long, a character that the database
 * does not accept, a session that is too large. Nothing was stored, and the previous state is unchanged. A retry does
 * not help, so this is not an outage. The message names the limit, never the data.
 */
public class SessionDataException extends SessionException {
    private static final long serialVersionUID = 1L;

    public SessionDataException(String message) {
        this(message, null);
    }

    public SessionDataException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
