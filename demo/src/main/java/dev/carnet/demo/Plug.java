package dev.carnet.demo;

import dev.carnet.error.SessionStoreException;
import dev.carnet.spi.ForwardingSessionStore;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionPage;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.SessionUpdate;
import dev.carnet.spi.SweepBatch;
import dev.carnet.spi.UpdateResult;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A store that can be unplugged for a while: what a visitor sees of an outage, without one. Thread-safe. */
final class Plug extends ForwardingSessionStore {
    private final InstantSource clock;
    private volatile Instant unpluggedUntil = Instant.MIN;

    Plug(SessionStore store, InstantSource clock) {
        super(store);
        this.clock = clock;
    }

    /** From now on each call fails, until the time is over; zero plugs it in again. */
    void unplug(Duration time) {
        unpluggedUntil = clock.instant().plus(time);
    }

    private SessionStore plugged() {
        if (clock.instant().isBefore(unpluggedUntil)) {
            throw new SessionStoreException("the store is unplugged for a demonstration", null);
        }
        return delegate();
    }

    @Override
    public boolean create(SessionRecord session) {
        return plugged().create(session);
    }

    @Override
    public Optional<SessionRecord> find(SessionKey key) {
        return plugged().find(key);
    }

    @Override
    public UpdateResult update(SessionUpdate update) {
        return plugged().update(update);
    }

    @Override
    public boolean touch(SessionKey key, long version, Instant lastAccessedAt, Instant expiresAt) {
        return plugged().touch(key, version, lastAccessedAt, expiresAt);
    }

    @Override
    public boolean delete(SessionKey key, @Nullable Instant ifExpiredBy) {
        return plugged().delete(key, ifExpiredBy);
    }

    @Override
    public SweepBatch deleteExpired(Instant by, int limit) {
        return plugged().deleteExpired(by, limit);
    }

    @Override
    public SessionPage scan(SessionQuery query, @Nullable String cursor, int limit) {
        return plugged().scan(query, cursor, limit);
    }

    @Override
    public int createAll(Collection<SessionRecord> sessions) {
        return plugged().createAll(sessions);
    }

    @Override
    public int deleteAll(Collection<SessionKey> keys) {
        return plugged().deleteAll(keys);
    }
}
