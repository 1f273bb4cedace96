package dev.carnet.metrics;

import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.SessionUpdate;
import dev.carnet.spi.SweepBatch;
import dev.carnet.spi.SweepQuery;
import dev.carnet.spi.UpdateResult;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A store whose calls are counted and timed. Thread-safe. */
final class MeteredSessionStore extends WatchedSessionStore {
    private final StoreMeters meters;

    /** The number of skipped records in the current sweep, reported at its end. */
    private final AtomicInteger passedOverSoFar = new AtomicInteger();

    MeteredSessionStore(SessionStore store, StoreMeters meters) {
        super(store);
        this.meters = meters;
    }

    @Override
    <T> T watch(StoreOperation operation, Supplier<T> call, Function<T, Outcome> outcome) {
        long since = meters.now();
        T answer;
        try {
            answer = call.get();
        } catch (RuntimeException e) {
            meters.record(operation, Outcome.of(e), since);
            throw e;
        } catch (Error e) {
            meters.record(operation, Outcome.ERROR, since);
            throw e;
        }
        meters.record(operation, outcome.apply(answer), since);
        return answer;
    }

    @Override
    public boolean create(SessionRecord session) {
        boolean created = super.create(session);
        if (created) {
            meters.size(StoreOperation.CREATE, session.header().size());
        }
        return created;
    }

    @Override
    public Optional<SessionRecord> find(SessionKey key) {
        Optional<SessionRecord> found = super.find(key);
        found.ifPresent(each -> meters.size(StoreOperation.FIND, each.header().size()));
        return found;
    }

    @Override
    public UpdateResult update(SessionUpdate update) {
        UpdateResult result = super.update(update);
        if (result == UpdateResult.SAVED) {
            meters.size(StoreOperation.UPDATE, update.next().header().size());
        }
        return result;
    }

    @Override
    public SweepBatch deleteExpired(SweepQuery query, @Nullable String cursor, int limit) {
        SweepBatch batch = super.deleteExpired(query, cursor, limit);
        meters.swept(batch.deleted().size());
        int passedOver = passedOverSoFar.addAndGet(batch.unreadable());
        if (batch.nextCursor() == null) {
            meters.passedOver(passedOver);
            passedOverSoFar.set(0);
        }
        return batch;
    }
}
