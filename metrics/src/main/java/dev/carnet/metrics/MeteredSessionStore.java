package dev.carnet.metrics;

import dev.carnet.spi.ForwardingSessionStore;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionPage;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.SessionUpdate;
import dev.carnet.spi.SweepBatch;
import dev.carnet.spi.SweepQuery;
import dev.carnet.spi.UpdateResult;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A store whose calls are counted and timed. Thread-safe. */
final class MeteredSessionStore extends ForwardingSessionStore {
    private final StoreMeters meters;

    /** Of a sweep under way: it is told when that ends. */
    private final AtomicInteger passedOverSoFar = new AtomicInteger();

    MeteredSessionStore(SessionStore store, StoreMeters meters) {
        super(store);
        this.meters = meters;
    }

    private <T> T time(StoreOperation operation, Supplier<T> call, Function<T, Outcome> outcome) {
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

    private <T> T time(StoreOperation operation, Supplier<T> call) {
        return time(operation, call, answer -> Outcome.DONE);
    }

    private static Function<Boolean, Outcome> doneOr(Outcome otherwise) {
        return isDone -> isDone ? Outcome.DONE : otherwise;
    }

    @Override
    public boolean create(SessionRecord session) {
        boolean created = time(StoreOperation.CREATE, () -> super.create(session), doneOr(Outcome.TAKEN));
        if (created) {
            meters.size(StoreOperation.CREATE, session.header().size());
        }
        return created;
    }

    @Override
    public Optional<SessionRecord> find(SessionKey key) {
        Optional<SessionRecord> found = time(
                StoreOperation.FIND,
                () -> super.find(key),
                answer -> answer.isPresent() ? Outcome.DONE : Outcome.ABSENT);
        found.ifPresent(each -> meters.size(StoreOperation.FIND, each.header().size()));
        return found;
    }

    @Override
    public UpdateResult update(SessionUpdate update) {
        UpdateResult result = time(StoreOperation.UPDATE, () -> super.update(update), Outcome::of);
        if (result == UpdateResult.SAVED) {
            meters.size(StoreOperation.UPDATE, update.next().header().size());
        }
        return result;
    }

    @Override
    public boolean touch(SessionKey key, long version, Instant lastAccessedAt, Instant expiresAt) {
        return time(
                StoreOperation.TOUCH,
                () -> super.touch(key, version, lastAccessedAt, expiresAt),
                doneOr(Outcome.REFUSED));
    }

    @Override
    public boolean delete(SessionKey key, @Nullable Instant ifExpiredBy) {
        return time(StoreOperation.DELETE, () -> super.delete(key, ifExpiredBy), doneOr(Outcome.ABSENT));
    }

    @Override
    public SweepBatch deleteExpired(SweepQuery query, @Nullable String cursor, int limit) {
        SweepBatch batch = time(StoreOperation.SWEEP, () -> super.deleteExpired(query, cursor, limit));
        meters.swept(batch.deleted().size());
        int passedOver = passedOverSoFar.addAndGet(batch.unreadable());
        if (batch.nextCursor() == null) {
            meters.passedOver(passedOver);
            passedOverSoFar.set(0);
        }
        return batch;
    }

    @Override
    public boolean claimSweep(String sweeper, Instant now, Instant until) {
        return time(StoreOperation.CLAIM_SWEEP, () -> super.claimSweep(sweeper, now, until), doneOr(Outcome.REFUSED));
    }

    @Override
    public long count(SessionQuery query) {
        return time(StoreOperation.COUNT, () -> super.count(query));
    }

    @Override
    public Optional<SessionRecord> findByHandle(String handle) {
        return time(
                StoreOperation.FIND_BY_HANDLE,
                () -> super.findByHandle(handle),
                answer -> answer.isPresent() ? Outcome.DONE : Outcome.ABSENT);
    }

    @Override
    public SessionPage scan(SessionQuery query, @Nullable String cursor, int limit) {
        return time(StoreOperation.SCAN, () -> super.scan(query, cursor, limit));
    }

    @Override
    public Set<SessionKey> createAll(Collection<SessionRecord> sessions) {
        return time(StoreOperation.CREATE_ALL, () -> super.createAll(sessions));
    }

    @Override
    public Set<SessionKey> deleteAll(Collection<SessionKey> keys) {
        return time(StoreOperation.DELETE_ALL, () -> super.deleteAll(keys));
    }
}
