package dev.carnet.error;

import dev.carnet.options.SessionOptions;
import org.jspecify.annotations.Nullable;

/**
 * The record under a key is not a readable session. The stored bytes stay unchanged. A store throws this exception from
 * {@code find}; the engine treats it as "no session" unless {@link SessionOptions#onUnreadable()} is set to fail.
 */
public class UnreadableSessionException extends SessionException {
    private static final long serialVersionUID = 1L;

    public UnreadableSessionException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
