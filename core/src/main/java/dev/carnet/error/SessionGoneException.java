package dev.carnet.error;

/**
 * The session was destroyed, expired or given another id by somebody else while this request held it; the change was
 * dropped and will not bring it back.
 */
public class SessionGoneException extends SessionException {
    private static final long serialVersionUID = 1L;

    public SessionGoneException(String message) {
        super(message);
    }
}
