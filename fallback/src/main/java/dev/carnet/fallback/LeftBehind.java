package dev.carnet.fallback;

import dev.carnet.spi.Attributes;
import dev.carnet.spi.SessionRecord;
import org.jspecify.annotations.Nullable;

/**
 * Marks a record that was read from the old store and stays there until it is written: see {@link SessionRecord#asRead()}.
 *
 * @param attributes as the old store has them
 * @param asRead what the old store itself had put there
 */
record LeftBehind(Attributes attributes, @Nullable Object asRead) {
    /**
     * Marks a record.
     *
     * @param found as the old store gave it
     * @param converted the same with values that the new store's reader understands
     */
    static SessionRecord mark(SessionRecord found, SessionRecord converted) {
        return new SessionRecord(
                converted.header(), converted.attributes(), new LeftBehind(found.attributes(), found.asRead()));
    }

    /** The record with the values that the old store gave; null if it is no such record. */
    static @Nullable SessionRecord unmark(SessionRecord base) {
        return base.asRead() instanceof LeftBehind mark
                ? new SessionRecord(base.header().withSize(mark.attributes().size()), mark.attributes(), mark.asRead())
                : null;
    }

    /** Without what was read: values may be personal. */
    @Override
    public String toString() {
        return "LeftBehind";
    }
}
