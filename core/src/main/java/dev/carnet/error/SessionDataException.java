package dev.carnet.error;

import org.jspecify.annotations.Nullable;

/**
 * The application gave something that the store cannot keep as it is: a principal that is too long, a character that the
 * database does not take, a session that is too large. Nothing was stored, and what was stored before is untouched. Trying
 * again does not help, so it is not an outage. The message names the limit, never the data.
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
