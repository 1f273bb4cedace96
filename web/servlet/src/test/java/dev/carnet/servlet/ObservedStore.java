package dev.carnet.servlet;

import dev.carnet.error.SessionStoreException;
import dev.carnet.error.UnconfirmedWriteException;
import dev.carnet.memory.MemorySessionStore;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** The memory store, with a list of the calls made, and a switch that puts it out of order. */
final class ObservedStore implements SessionStore {
    private final SessionStore store = new MemorySessionStore();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private volatile Set<String> broken = Set.of();
    private volatile Set<String> unconfirmed = Set.of();

    /** The calls since the last {@link #forgetCalls()}, such as {@code find}. */
    List<String> calls() {
        return List.copyOf(calls);
    }

    void forgetCalls() {
        calls.clear();
    }

    /** From now on these calls fail; none mends it. */
    void breakDown(String... operations) {
        broken = Set.of(operations);
    }

    /** From now on these calls are carried out and not confirmed. */
    void leaveUnconfirmed(String... operations) {
        unconfirmed = Set.of(operations);
    }

    private <T> T observe(String operation, Supplier<T> call) {
        calls.add(operation);
        if (broken.contains(operation)) {
            throw new SessionStoreException("the store is out of order, as the test wants it", null);
        }
        T answer = call.get();
        if (unconfirmed.contains(operation)) {
            throw new UnconfirmedWriteException("nobody confirms it, as the test wants it", null);
        }
        return answer;
    }

    @Override
    public StoreTraits traits() {
        return store.traits();
    }

    @Override
    public boolean create(SessionRecord session) {
        return observe("create", () -> store.create(session));
    }

    @Override
    public Optional<SessionRecord> find(SessionKey key) {
        return observe("find", () -> store.find(key));
    }

    @Override
    public UpdateResult update(SessionUpdate update) {
        return observe("update", () -> store.update(update));
    }

    @Override
    public boolean touch(SessionKey key, long version, Instant lastAccessedAt, Instant expiresAt) {
        return observe("touch", () -> store.touch(key, version, lastAccessedAt, expiresAt));
    }

    @Override
    public boolean delete(SessionKey key, Instant ifExpiredBy) {
        return observe("delete", () -> store.delete(key, ifExpiredBy));
    }

    @Override
    public SweepBatch deleteExpired(SweepQuery query, String cursor, int limit) {
        return store.deleteExpired(query, cursor, limit);
    }

    @Override
    public SessionPage scan(SessionQuery query, String cursor, int limit) {
        return store.scan(query, cursor, limit);
    }

    @Override
    public void close() {
        store.close();
    }
}
