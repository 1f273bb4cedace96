package dev.carnet.options;

import dev.carnet.error.SessionLimitException;

/** What happens at a login of a user who already has the maximum number of sessions. */
public enum LimitPolicy {
    /** The login is refused with a {@link SessionLimitException}. */
    REFUSE,
    /** The oldest sessions end, as many as necessary. */
    END_OLDEST
}
