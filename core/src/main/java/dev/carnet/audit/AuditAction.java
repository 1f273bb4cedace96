package dev.carnet.audit;

import java.util.Locale;

/** What an operator did. */
public enum AuditAction {
    /** Looked into one session's attributes. */
    LOOK,
    /** Ended sessions named one by one. */
    REVOKE_ONE,
    /** Ended a user's sessions. */
    REVOKE_USER,
    /** Ended the sessions that a search means, such as all before an instant. */
    REVOKE_QUERY,
    /** Ended every session. */
    REVOKE_ALL,
    /** Ended everything that is stored of a user, at the user's request. */
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

    /** The name in logs, such as {@code revoke-user}; it does not change between versions. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
