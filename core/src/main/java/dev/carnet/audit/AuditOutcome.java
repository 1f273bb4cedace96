package dev.carnet.audit;

import java.util.Locale;

/** How far an action has come. */
public enum AuditOutcome {
    /** It begins now. If no other event of the same run follows, its process was killed, and some of it may have been done. */
    BEGUN,
    /** It is over. */
    DONE,
    /** It ended with an error; some of it may have been done. */
    FAILED;

    /** The name in logs, such as {@code begun}; it does not change between versions. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
