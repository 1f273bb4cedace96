package dev.carnet.memory;

import dev.carnet.error.SessionStoreException;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.Encoding;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionPage;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.SessionUpdate;
import dev.carnet.spi.StoreTraits;
import dev.carnet.spi.SweepBatch;
import dev.carnet.spi.UpdateResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Sessions on the heap: gone with the process, seen by no other. For tests, for one server that may forget, and the
 * reference that the other stores are compared with.
 *
 * <p>Stored: what a record says, in few objects ({@link StoredSession}), each write another one. A change of key takes two
 * steps: the new record is inserted, then the old one removed if it is unchanged, else the new one again.
 */
public final class MemorySessionStore implements SessionStore {
    private static final StoreTraits TRAITS =
            new StoreTraits("Memory", Encoding.BYTES, false, false, false, false, Integer.MAX_VALUE);

    private final ConcurrentMap<SessionKey, StoredSession> sessions = new ConcurrentHashMap<>();

    private final Lock moves = new ReentrantLock();

    /** What the last batch of a sweep has not come to; its next batch takes it. */
    private final AtomicReference<Iterator<Map.Entry<SessionKey, StoredSession>>> unswept =
            new AtomicReference<>(Collections.emptyIterator());

    @Override
    public StoreTraits traits() {
        return TRAITS;
    }

    @Override
    public boolean create(SessionRecord session) {
        return sessions.putIfAbsent(session.header().key(), StoredSession.of(session)) == null;
    }

    @Override
    public Optional<SessionRecord> find(SessionKey key) {
        StoredSession stored = sessions.get(key);
        return stored == null ? Optional.empty() : Optional.of(stored.record(key));
    }

    @Override
    public UpdateResult update(SessionUpdate update) {
        SessionHeader base = update.base().header();
        SessionKey key = base.key();
        StoredSession current = sessions.get(key);
        while (current != null && current.version() == base.version()) {
            SessionRecord next = update.over(current.header(key));
            boolean saved = update.changesKey()
                    ? move(key, current, next)
                    : sessions.replace(key, current, StoredSession.of(next));
            if (saved) {
                return UpdateResult.SAVED;
            }
            current = sessions.get(key);
        }
        return current == null || !current.handle().equals(base.handle()) ? UpdateResult.GONE : UpdateResult.CONFLICT;
    }

    /** One at a time: of two that move a session to the same key, the second finds that it has moved. */
    private boolean move(SessionKey oldKey, StoredSession current, SessionRecord next) {
        moves.lock();
        try {
            if (sessions.get(oldKey) != current) {
                return false;
            }
            SessionKey newKey = next.header().key();
            if (sessions.putIfAbsent(newKey, StoredSession.of(next)) != null) {
                throw new SessionStoreException("the new key of a session is taken", null);
            }
            if (sessions.remove(oldKey, current)) {
                return true;
            }
            sessions.remove(newKey);
            return false;
        } finally {
            moves.unlock();
        }
    }

    @Override
    public boolean touch(SessionKey key, long version, Instant lastAccessedAt, Instant expiresAt) {
        boolean[] touched = {false};
        sessions.computeIfPresent(key, (same, stored) -> {
            SessionHeader header = stored.header(key);
            touched[0] = header.version() == version && lastAccessedAt.isAfter(header.lastAccessedAt());
            return touched[0] ? stored.accessed(header.accessed(lastAccessedAt, expiresAt)) : stored;
        });
        return touched[0];
    }

    @Override
    public boolean delete(SessionKey key, @Nullable Instant ifExpiredBy) {
        boolean[] deleted = {false};
        sessions.computeIfPresent(key, (same, stored) -> {
            deleted[0] = ifExpiredBy == null || stored.isExpiredBy(ifExpiredBy);
            return deleted[0] ? null : stored;
        });
        return deleted[0];
    }

    /** Goes on where the last batch ended, and when that is done looks once more from the beginning. */
    @Override
    public SweepBatch deleteExpired(Instant by, int limit) {
        List<SessionHeader> deleted = new ArrayList<>();
        sweep(unswept.getAndSet(Collections.emptyIterator()), by, limit, deleted);
        if (deleted.size() < limit) {
            sweep(sessions.entrySet().iterator(), by, limit, deleted);
        }
        return new SweepBatch(deleted, 0);
    }

    private void sweep(
            Iterator<Map.Entry<SessionKey, StoredSession>> rest, Instant by, int limit, List<SessionHeader> deleted) {
        while (rest.hasNext()) {
            Map.Entry<SessionKey, StoredSession> each = rest.next();
            if (each.getValue().isExpiredBy(by) && delete(each.getKey(), by)) {
                deleted.add(each.getValue().header(each.getKey()));
                if (deleted.size() == limit) {
                    unswept.set(rest);
                    return;
                }
            }
        }
    }

    @Override
    public SessionPage scan(SessionQuery query, @Nullable String cursor, int limit) {
        List<SessionRecord> page = sessions.entrySet().stream()
                .filter(each -> cursor == null || each.getKey().value().compareTo(cursor) > 0)
                .filter(each -> query.matches(each.getValue().header(each.getKey())))
                .sorted(Map.Entry.comparingByKey())
                .limit(limit)
                .map(each -> record(each.getKey(), each.getValue(), query))
                .toList();
        String next = page.size() < limit
                ? null
                : page.get(page.size() - 1).header().key().value();
        return new SessionPage(page, List.of(), next);
    }

    private static SessionRecord record(SessionKey key, StoredSession stored, SessionQuery query) {
        return query.attributes() ? stored.record(key) : new SessionRecord(stored.header(key), Attributes.NONE);
    }

    /** Forgets everything. */
    @Override
    public void close() {
        sessions.clear();
    }
}
