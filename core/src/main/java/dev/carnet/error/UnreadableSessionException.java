package dev.carnet.error;

import dev.carnet.options.SessionOptions;
import org.jspecify.annotations.Nullable;

/**
 * What the store holds under a key is no session. The stored bytes stay untouched. A store throws it from {@code find};
 * the engine answers "no session" unless {@link SessionOptions#onUnreadable()} says otherwise.
 */
public class UnreadableSessionException extends SessionException {
    private static final long serialVersionUID = 1L;

    public UnreadableSessionException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
