package dev.carnet.error;

import org.jspecify.annotations.Nullable;

/**
 * A value cannot be stored (its type is not allowed, it is nested too deeply) or stored bytes cannot be read as the
 * requested type. The message names the type and the remedy, never the value.
 */
public class SessionCodecException extends SessionException {
    private static final long serialVersionUID = 1L;

    public SessionCodecException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
