package dev.carnet.event;

/** Why a session was ended before it expired. */
public enum DestroyReason {
    /** The application ended it: a logout. */
    DESTROYED,
    /** An operator or the user ended it from elsewhere: by handle, by principal, or all. */
    REVOKED
}
