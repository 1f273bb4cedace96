package dev.carnet.config;

/** What a request gets whose session the store cannot read or write. */
public enum StoreFailurePolicy {
    /** 503 with Retry-After: an outage is no logout. */
    UNAVAILABLE,
    /**
     * An answer without its session, as if the visitor had none; what it puts into one is lost, its cookie stays as it is. A
     * logout, or a new id, that cannot be stored is an error all the same.
     */
    STATELESS
}
