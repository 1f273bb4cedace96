package dev.carnet.config;

/** What happens to a request whose session cannot be read from or written to the store. */
public enum StoreFailurePolicy {
    /** It gets 503 with Retry-After: an outage is not a logout. */
    UNAVAILABLE,
    /**
     * It continues without a session, as if the visitor had none; its changes are lost, and the cookie stays unchanged.
     * A logout or an id change that cannot be stored is still an error.
     */
    STATELESS
}
