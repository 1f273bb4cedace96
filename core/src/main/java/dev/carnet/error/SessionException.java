package dev.carnet.error;

import dev.carnet.text.Printable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The root of everything Carnet throws on its own account. Messages never hold a session id or a secret, are one line, and
 * show what could forge a log or drive a terminal as its code, whatever the names are that they quote.
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

    /** @param printable the message as it is to be shown */
    SessionException(@Nullable Throwable cause, String printable) {
        super(printable, cause);
    }
}
