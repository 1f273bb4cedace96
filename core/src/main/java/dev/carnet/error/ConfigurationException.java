package dev.carnet.error;

import dev.carnet.text.Printable;
import org.jspecify.annotations.Nullable;

/**
 * A setting is unknown, missing or has an invalid value. The message contains its place (file, line, key), what was
 * found, what is allowed and, for a misspelling, the nearest valid name, but never the value of a secret. Several faults
 * are listed one per line.
 */
public class ConfigurationException extends SessionException {
    private static final long serialVersionUID = 1L;

    public ConfigurationException(String message) {
        this(message, null);
    }

    public ConfigurationException(String message, @Nullable Throwable cause) {
        super(cause, Printable.lines(message));
    }
}
