package dev.carnet.error;

/** The user has as many sessions as allowed; the login was not stored. */
public class SessionLimitException extends SessionException {
    private static final long serialVersionUID = 1L;

    public SessionLimitException(String message) {
        super(message);
    }
}
