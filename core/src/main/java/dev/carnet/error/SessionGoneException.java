package dev.carnet.error;

/**
 * The session was destroyed, expired or got another id while this request was using it. The change was dropped; it does
 * not restore the session.
 */
public class SessionGoneException extends SessionException {
    private static final long serialVersionUID = 1L;

    public SessionGoneException(String message) {
        super(message);
    }
}
