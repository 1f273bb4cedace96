package dev.carnet.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of one batch of a sweep.
 *
 * @param deleted the sessions that this call deleted; fewer than the limit or none does not mean the end
 * @param unreadable the number of records that this batch skipped because they cannot be read; each is counted once over
 *     all batches of a sweep
 * @param nextCursor the beginning of the next batch, or null at the end
 */
public record SweepBatch(
        List<SessionRecord> deleted,
        int unreadable,
        @Nullable String nextCursor) {
    public SweepBatch {
        deleted = List.copyOf(deleted);
    }

    /** Without sessions and cursor, which may contain a session's key. */
    @Override
    public String toString() {
        return "SweepBatch[" + deleted.size() + " deleted, " + unreadable + " unreadable"
                + (nextCursor == null ? ", the last]" : "]");
    }
}
