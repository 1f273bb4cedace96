package dev.carnet.error;

import dev.carnet.text.Printable;
import org.jspecify.annotations.Nullable;

/**
 * A setting is unknown, missing or has a bad value. The message says where it stands (file, line, key), what was found,
 * what is allowed and, for a misspelling, the nearest right name; a secret's value is never in it. Several faults are a line
 * each.
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
