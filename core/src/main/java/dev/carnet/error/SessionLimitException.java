package dev.carnet.error;

/** The user has the maximum number of sessions; the login was not stored. */
public class SessionLimitException extends SessionException {
    private static final long serialVersionUID = 1L;

    public SessionLimitException(String message) {
        super(message);
    }
}
