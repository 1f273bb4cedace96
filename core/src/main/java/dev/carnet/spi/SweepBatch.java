package dev.carnet.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one batch of a sweep did.
 *
 * @param deleted the sessions that this call deleted; fewer than its limit, even none, does not mean the end
 * @param unreadable how many records this batch passed over because they cannot be read; over all batches of a sweep each is
 *     counted once
 * @param nextCursor where the next batch begins, or null at the end
 */
public record SweepBatch(
        List<SessionRecord> deleted,
        int unreadable,
        @Nullable String nextCursor) {
    public SweepBatch {
        deleted = List.copyOf(deleted);
    }

    /** Without sessions and cursor, which may hold a session's key. */
    @Override
    public String toString() {
        return "SweepBatch[" + deleted.size() + " deleted, " + unreadable + " unreadable"
                + (nextCursor == null ? ", the last]" : "]");
    }
}
