package dev.carnet.error;

import dev.carnet.text.Printable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The root of Carnet's exceptions. Messages never contain a session id or a secret. They are one line, in which
 * characters that could forge a log line or control a terminal are escaped.
 */
public class SessionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final Pattern LINE_ENDS = Pattern.compile("\\s*\\R\\s*");

    public SessionException(String message) {
        this(message, null);
    }

    public SessionException(String message, @Nullable Throwable cause) {
        this(cause, Printable.line(LINE_ENDS.matcher(message).replaceAll(" ")));
    }

    /** @param printable the message, already escaped */
    SessionException(@Nullable Throwable cause, String printable) {
        super(printable, cause);
    }
}
