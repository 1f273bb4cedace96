package dev.carnet.error;

/** The session exceeds its size limit. Nothing was stored, and the previous state is unchanged. */
public class SessionTooLargeException extends SessionDataException {
    private static final long serialVersionUID = 1L;

    public SessionTooLargeException(String message) {
        super(message);
    }
}
