package dev.carnet.testkit;

import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.SweepBatch;
import dev.carnet.spi.SweepQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sweeps a store for tests. */
public final class Sweeps {
    private Sweeps() {}

    /**
     * What a whole sweep did.
     *
     * @param deleted in the order in which they were deleted
     * @param unreadable records passed over
     * @param batches how many calls it took
     */
    public record Outcome(List<SessionHeader> deleted, int unreadable, int batches) {}

    /** One batch from the beginning; gives what it deleted. */
    public static List<SessionHeader> batch(SessionStore store, Instant by, int limit) {
        return headers(store.deleteExpired(SweepQuery.by(by), null, limit));
    }

    /** A whole sweep; gives what it deleted. */
    public static List<SessionHeader> all(SessionStore store, Instant by, int limit) {
        return whole(store, SweepQuery.by(by), limit).deleted();
    }

    /** A whole sweep, from cursor to cursor. */
    public static Outcome whole(SessionStore store, SweepQuery query, int limit) {
        List<SessionHeader> deleted = new ArrayList<>();
        int unreadable = 0;
        int batches = 0;
        @Nullable String cursor = null;
        do {
            SweepBatch batch = store.deleteExpired(query, cursor, limit);
            if (batch.deleted().size() > limit) {
                throw new AssertionError("a batch of " + batch.deleted().size() + " where " + limit + " was the limit");
            }
            deleted.addAll(headers(batch));
            unreadable += batch.unreadable();
            batches++;
            cursor = batch.nextCursor();
        } while (cursor != null);
        return new Outcome(deleted, unreadable, batches);
    }

    private static List<SessionHeader> headers(SweepBatch batch) {
        return batch.deleted().stream().map(SessionRecord::header).toList();
    }
}
