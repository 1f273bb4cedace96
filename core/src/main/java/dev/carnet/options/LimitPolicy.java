package dev.carnet.options;

import dev.carnet.error.SessionLimitException;

/** What happens when a user who has as many sessions as allowed logs in once more. */
public enum LimitPolicy {
    /** The login is refused with a {@link SessionLimitException}. */
    REFUSE,
    /** The sessions that began first end, as many as it takes. */
    END_OLDEST
}
