package dev.carnet.error;

/** The session is larger than its limit; nothing was stored and what was stored before is untouched. */
public class SessionTooLargeException extends SessionDataException {
    private static final long serialVersionUID = 1L;

    public SessionTooLargeException(String message) {
        super(message);
    }
}
