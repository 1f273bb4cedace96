package dev.carnet.internal.watch;

import dev.carnet.error.PoolExhaustedException;
import dev.carnet.error.SessionException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.error.StoreUnreachableException;
import dev.carnet.error.UnconfirmedWriteException;
import dev.carnet.error.WriteNotStoredException;
import dev.carnet.event.SessionInfo;
import dev.carnet.spi.SessionHeader;
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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A decorator that reports failures to the listeners before it throws them, and does not call the store while it is
 * considered down: requests then fail immediately instead of waiting for a timeout, and the container's threads stay
 * available for pages without sessions. Failures of a touch and of the deletion of an expired session do not fail a
 * request; their callers report them.
 */
public final class ObservedStore extends ForwardingSessionStore {
    private final SessionStore store;
    private final Events events;
    private final Reachability reachability;
    private volatile boolean closed;

    public ObservedStore(SessionStore store, Events events, Reachability reachability) {
        super(store);
        this.store = store;
        this.events = events;
        this.reachability = reachability;
    }

    @Override
    public boolean create(SessionRecord session) {
        return observe("create", session.header(), () -> store.create(session));
    }

    @Override
    public Optional<SessionRecord> find(SessionKey key) {
        return observe("find", null, () -> store.find(key));
    }

    @Override
    public UpdateResult update(SessionUpdate update) {
        return observe("update", update.base().header(), () -> store.update(update));
    }

    @Override
    public boolean touch(SessionKey key, long version, Instant lastAccessedAt, Instant expiresAt) {
        return call(() -> store.touch(key, version, lastAccessedAt, expiresAt));
    }

    @Override
    public boolean delete(SessionKey key, @Nullable Instant ifExpiredBy) {
        return ifExpiredBy == null
                ? observe("delete", null, () -> store.delete(key, null))
                : call(() -> store.delete(key, ifExpiredBy));
    }

    @Override
    public SweepBatch deleteExpired(SweepQuery query, @Nullable String cursor, int limit) {
        return observe("delete expired", null, () -> store.deleteExpired(query, cursor, limit));
    }

    @Override
    public boolean claimSweep(String keyPrefix, String sweeper, Instant now, Instant until) {
        return observe("claim the sweep", null, () -> store.claimSweep(keyPrefix, sweeper, now, until));
    }

    @Override
    public SessionPage scan(SessionQuery query, @Nullable String cursor, int limit) {
        return observe("scan", null, () -> store.scan(query, cursor, limit));
    }

    @Override
    public long count(SessionQuery query) {
        return observe("count", null, () -> store.count(query));
    }

    @Override
    public Optional<SessionRecord> findByHandle(String handle) {
        return observe("find", null, () -> store.findByHandle(handle));
    }

    @Override
    public Set<SessionKey> createAll(Collection<SessionRecord> sessions) {
        return observe("create", null, () -> store.createAll(sessions));
    }

    @Override
    public Set<SessionKey> deleteAll(Collection<SessionKey> keys) {
        return observe("delete", null, () -> store.deleteAll(keys));
    }

    private <T> T observe(String operation, @Nullable SessionHeader header, Supplier<T> call) {
        try {
            return call(call);
        } catch (SessionStoreException e) {
            events.storeFailed(operation, header == null ? null : SessionInfo.of(header), e);
            throw e;
        }
    }

    @Override
    public void close() {
        closed = true;
        store.close();
    }

    private <T> T call(Supplier<T> call) {
        if (closed) {
            throw new SessionStoreException("the engine is closed, and its store with it", null);
        }
        reachability.requireReachable();
        try {
            T answer = call.get();
            reachability.answered();
            return answer;
        } catch (StoreUnreachableException e) {
            reachability.failed(e);
            throw e;
        } catch (PoolExhaustedException | UnconfirmedWriteException | WriteNotStoredException e) {
            throw e; // the store was not asked, or has perhaps not answered all that it was asked
        } catch (SessionException e) {
            reachability.answered();
            throw e;
        }
    }
}
