package dev.carnet.spi.decorate;

import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionPage;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.SessionUpdate;
import dev.carnet.spi.StoreTraits;
import dev.carnet.spi.SweepBatch;
import dev.carnet.spi.SweepQuery;
import dev.carnet.spi.UpdateResult;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A store that forwards every call to another one: the base class of decorators, which override what they change. It
 * also forwards the methods with a default, because the other store may have a faster implementation. Thread-safe if the
 * subclass is.
 *
 * <p>Extend this class instead of implementing {@link SessionStore}: methods that are added to the contract later are
 * then forwarded. {@link #unwrap} finds the decorator first, then the stores below it.
 */
public abstract class ForwardingSessionStore implements SessionStore {
    private final SessionStore delegate;

    /** @param delegate the store that receives the calls and is closed with this one */
    protected ForwardingSessionStore(SessionStore delegate) {
        this.delegate = delegate;
    }

    /**
     * The underlying store. All calls that read or change it use this method, so that a subclass can count or refuse
     * them; {@link #traits}, {@link #unwrap} and {@link #close} do not.
     */
    protected SessionStore delegate() {
        return delegate;
    }

    @Override
    public StoreTraits traits() {
        return delegate.traits();
    }

    @Override
    public boolean create(SessionRecord session) {
        return delegate().create(session);
    }

    @Override
    public Optional<SessionRecord> find(SessionKey key) {
        return delegate().find(key);
    }

    @Override
    public UpdateResult update(SessionUpdate update) {
        return delegate().update(update);
    }

    @Override
    public boolean touch(SessionKey key, long version, Instant lastAccessedAt, Instant expiresAt) {
        return delegate().touch(key, version, lastAccessedAt, expiresAt);
    }

    @Override
    public boolean delete(SessionKey key, @Nullable Instant ifExpiredBy) {
        return delegate().delete(key, ifExpiredBy);
    }

    @Override
    public SweepBatch deleteExpired(SweepQuery query, @Nullable String cursor, int limit) {
        return delegate().deleteExpired(query, cursor, limit);
    }

    @Override
    public boolean claimSweep(String keyPrefix, String sweeper, Instant now, Instant until) {
        return delegate().claimSweep(keyPrefix, sweeper, now, until);
    }

    @Override
    public SessionPage scan(SessionQuery query, @Nullable String cursor, int limit) {
        return delegate().scan(query, cursor, limit);
    }

    @Override
    public long count(SessionQuery query) {
        return delegate().count(query);
    }

    @Override
    public Optional<SessionRecord> findByHandle(String handle) {
        return delegate().findByHandle(handle);
    }

    @Override
    public Set<SessionKey> createAll(Collection<SessionRecord> sessions) {
        return delegate().createAll(sessions);
    }

    @Override
    public Set<SessionKey> deleteAll(Collection<SessionKey> keys) {
        return delegate().deleteAll(keys);
    }

    @Override
    public <T> Optional<T> unwrap(Class<T> type) {
        return type.isInstance(this) ? Optional.of(type.cast(this)) : delegate.unwrap(type);
    }

    @Override
    public void close() {
        delegate.close();
    }
}
