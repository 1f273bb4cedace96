package dev.carnet.metrics;

import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionPage;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.SessionUpdate;
import dev.carnet.spi.SweepBatch;
import dev.carnet.spi.SweepQuery;
import dev.carnet.spi.UpdateResult;
import dev.carnet.spi.decorate.ForwardingSessionStore;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A store that passes each call to a method of its subclass. Thread-safe if the subclass is. */
abstract class WatchedSessionStore extends ForwardingSessionStore {
    WatchedSessionStore(SessionStore store) {
        super(store);
    }

    /**
     * Makes a call, and returns its result or throws its exception.
     *
     * @param outcome derives the outcome from the result
     */
    abstract <T> T watch(StoreOperation operation, Supplier<T> call, Function<T, Outcome> outcome);

    private <T> T watch(StoreOperation operation, Supplier<T> call) {
        return watch(operation, call, answer -> Outcome.DONE);
    }

    private static Function<Boolean, Outcome> doneOr(Outcome otherwise) {
        return isDone -> isDone ? Outcome.DONE : otherwise;
    }

    @Override
    public boolean create(SessionRecord session) {
        return watch(StoreOperation.CREATE, () -> super.create(session), doneOr(Outcome.TAKEN));
    }

    @Override
    public Optional<SessionRecord> find(SessionKey key) {
        return watch(
                StoreOperation.FIND,
                () -> super.find(key),
                answer -> answer.isPresent() ? Outcome.DONE : Outcome.ABSENT);
    }

    @Override
    public UpdateResult update(SessionUpdate update) {
        return watch(StoreOperation.UPDATE, () -> super.update(update), Outcome::of);
    }

    @Override
    public boolean touch(SessionKey key, long version, Instant lastAccessedAt, Instant expiresAt) {
        return watch(
                StoreOperation.TOUCH,
                () -> super.touch(key, version, lastAccessedAt, expiresAt),
                doneOr(Outcome.REFUSED));
    }

    @Override
    public boolean delete(SessionKey key, @Nullable Instant ifExpiredBy) {
        return watch(StoreOperation.DELETE, () -> super.delete(key, ifExpiredBy), doneOr(Outcome.ABSENT));
    }

    @Override
    public SweepBatch deleteExpired(SweepQuery query, @Nullable String cursor, int limit) {
        return watch(StoreOperation.SWEEP, () -> super.deleteExpired(query, cursor, limit));
    }

    @Override
    public boolean claimSweep(String keyPrefix, String sweeper, Instant now, Instant until) {
        return watch(
                StoreOperation.CLAIM_SWEEP,
                () -> super.claimSweep(keyPrefix, sweeper, now, until),
                doneOr(Outcome.REFUSED));
    }

    @Override
    public long count(SessionQuery query) {
        return watch(StoreOperation.COUNT, () -> super.count(query));
    }

    @Override
    public Optional<SessionRecord> findByHandle(String handle) {
        return watch(
                StoreOperation.FIND_BY_HANDLE,
                () -> super.findByHandle(handle),
                answer -> answer.isPresent() ? Outcome.DONE : Outcome.ABSENT);
    }

    @Override
    public SessionPage scan(SessionQuery query, @Nullable String cursor, int limit) {
        return watch(StoreOperation.SCAN, () -> super.scan(query, cursor, limit));
    }

    @Override
    public Set<SessionKey> createAll(Collection<SessionRecord> sessions) {
        return watch(StoreOperation.CREATE_ALL, () -> super.createAll(sessions));
    }

    @Override
    public Set<SessionKey> deleteAll(Collection<SessionKey> keys) {
        return watch(StoreOperation.DELETE_ALL, () -> super.deleteAll(keys));
    }
}
