package dev.carnet.audit;

import java.util.Locale;

/** The actions of operators. */
public enum AuditAction {
    /** Viewed the attributes of a session. */
    LOOK,
    /** Ended single sessions. */
    REVOKE_ONE,
    /** Ended a user's sessions. */
    REVOKE_USER,
    /** Ended the sessions that match a condition, such as all not used since a time. */
    REVOKE_QUERY,
    /** Ended all sessions. */
    REVOKE_ALL,
    /** Deleted everything that is stored about a user, at the user's request. */
    ERASE,
    /** Deleted expired sessions. */
    SWEEP,
    /** Moved sessions from one store to another. */
    MIGRATE,
    /** Copied sessions to a file. */
    EXPORT,
    /** Stored sessions from a file. */
    IMPORT,
    /** Encrypted sessions with another key. */
    REENCRYPT;

    /** Whether it is told before it begins too, so that it leaves a line even if its process is killed. */
    public boolean isToldBefore() {
        return this != LOOK;
    }

    /** The name in logs, such as {@code revoke-user}; it does not change between versions. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
