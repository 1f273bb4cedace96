package dev.carnet.fallback;

import dev.carnet.spi.SessionRecord;
import org.jspecify.annotations.Nullable;

/**
 * Marks a record that was read from the old store and stays there until it is written: see {@link SessionRecord#asRead()}.
 *
 * @param asRead what the old store itself had put there
 */
record LeftBehind(@Nullable Object asRead) {
    static SessionRecord mark(SessionRecord found) {
        return new SessionRecord(found.header(), found.attributes(), new LeftBehind(found.asRead()));
    }

    /** The record as the old store gave it; empty-handed if it is no such record. */
    static @Nullable SessionRecord unmark(SessionRecord base) {
        return base.asRead() instanceof LeftBehind mark
                ? new SessionRecord(base.header(), base.attributes(), mark.asRead())
                : null;
    }

    /** Without what was read: values may be personal. */
    @Override
    public String toString() {
        return "LeftBehind";
    }
}
