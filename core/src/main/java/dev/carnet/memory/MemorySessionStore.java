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
import dev.carnet.spi.SweepQuery;
import dev.carnet.spi.UpdateResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A store on the heap: its sessions end with the process and are not shared. For tests, for one server whose sessions
 * may be lost at a restart, and as the reference for other stores.
 *
 * <p>Each write stores a new {@link MemoryEntry}. A change of key takes two steps: the new entry is inserted, then the
 * old one removed if it is unchanged; otherwise the new one is removed again.
 */
public final class MemorySessionStore implements SessionStore {
    private static final StoreTraits TRAITS =
            new StoreTraits("Memory", Encoding.BYTES, false, true, false, false, Integer.MAX_VALUE);

    private final ConcurrentHashMap<SessionKey, MemoryEntry> sessions = new ConcurrentHashMap<>();

    private final Lock moves = new ReentrantLock();

    /**
     * The keys in order, so that a scan can continue after any of them. Changed only within a change of the map's
     * entry.
     */
    private final NavigableSet<SessionKey> keys = new ConcurrentSkipListSet<>();

    /** Changed likewise; so whoever has a session is always in it. */
    private final Principals principals = new Principals();

    @Override
    public StoreTraits traits() {
        return TRAITS;
    }

    @Override
    public boolean create(SessionRecord session) {
        boolean[] created = {false};
        sessions.compute(session.header().key(), (key, stored) -> {
            created[0] = stored == null;
            if (stored == null) {
                keys.add(key);
                principals.add(session.header().principal(), key);
                return MemoryEntry.of(session);
            }
            return stored;
        });
        return created[0];
    }

    @Override
    public Optional<SessionRecord> find(SessionKey key) {
        MemoryEntry stored = sessions.get(key);
        return stored == null ? Optional.empty() : Optional.of(stored.record(key));
    }

    @Override
    public UpdateResult update(SessionUpdate update) {
        SessionHeader base = update.base().header();
        SessionKey key = base.key();
        MemoryEntry current = sessions.get(key);
        while (current != null && current.version() == base.version()) {
            SessionRecord next = update.over(current.header(key));
            boolean saved =
                    update.changesKey() ? move(key, current, next) : replace(key, current, MemoryEntry.of(next));
            if (saved) {
                return UpdateResult.SAVED;
            }
            current = sessions.get(key);
        }
        return current == null || !current.handle().equals(base.handle()) ? UpdateResult.GONE : UpdateResult.CONFLICT;
    }

    private boolean replace(SessionKey key, MemoryEntry current, MemoryEntry next) {
        if (Objects.equals(current.principal(), next.principal())) {
            return sessions.replace(key, current, next);
        }
        MemoryEntry stored = sessions.computeIfPresent(key, (same, found) -> {
            if (found != current) {
                return found;
            }
            principals.remove(current.principal(), key);
            principals.add(next.principal(), key);
            return next;
        });
        return stored == next;
    }

    /** Serialised: if two callers move a session to the same key, the second one finds that it has moved. */
    private boolean move(SessionKey oldKey, MemoryEntry current, SessionRecord next) {
        moves.lock();
        try {
            if (sessions.get(oldKey) != current) {
                return false;
            }
            SessionKey newKey = next.header().key();
            if (!create(next)) {
                throw new SessionStoreException("the new key of a session already exists", null);
            }
            if (remove(oldKey, stored -> stored == current)) {
                return true;
            }
            remove(newKey, stored -> true);
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
        return remove(key, stored -> ifExpiredBy == null || stored.isExpiredBy(ifExpiredBy));
    }

    private boolean remove(SessionKey key, Predicate<MemoryEntry> condition) {
        boolean[] removed = {false};
        sessions.computeIfPresent(key, (same, stored) -> {
            removed[0] = condition.test(stored);
            if (removed[0]) {
                keys.remove(key);
                principals.remove(stored.principal(), key);
                return null;
            }
            return stored;
        });
        return removed[0];
    }

    @Override
    public SweepBatch deleteExpired(SweepQuery query, @Nullable String cursor, int limit) {
        List<SessionRecord> deleted = new ArrayList<>();
        for (SessionKey key : keysFrom(query.keyPrefix(), cursor)) {
            if (deleted.size() == limit) {
                return new SweepBatch(
                        deleted, 0, deleted.get(limit - 1).header().key().value());
            }
            MemoryEntry stored = sessions.get(key);
            if (stored != null && stored.isExpiredBy(query.by()) && delete(key, query.by())) {
                deleted.add(record(key, stored, query.attributes()));
            }
        }
        return new SweepBatch(deleted, 0, null);
    }

    @Override
    public SessionPage scan(SessionQuery query, @Nullable String cursor, int limit) {
        List<SessionRecord> page = new ArrayList<>();
        Iterator<SessionKey> candidates = candidates(query, cursor);
        while (candidates.hasNext()) {
            SessionKey key = candidates.next();
            MemoryEntry stored = sessions.get(key);
            if (stored != null && query.matches(stored.header(key))) {
                page.add(record(key, stored, query.attributes()));
                if (page.size() == limit) {
                    return new SessionPage(page, List.of(), key.value());
                }
            }
        }
        return new SessionPage(page, List.of(), null);
    }

    private Iterator<SessionKey> candidates(SessionQuery query, @Nullable String cursor) {
        return query.principal() == null
                ? keysFrom(query.keyPrefix(), cursor).iterator()
                : principals.keys(query.principal(), cursor).iterator();
    }

    /** The keys after a cursor that begin with a prefix, in order. */
    private NavigableSet<SessionKey> keysFrom(String prefix, @Nullable String cursor) {
        NavigableSet<SessionKey> within = prefix.isEmpty()
                ? keys
                : keys.subSet(new SessionKey(prefix), true, new SessionKey(SessionQuery.endOf(prefix)), false);
        return cursor == null ? within : within.tailSet(new SessionKey(cursor), false);
    }

    @Override
    public long count(SessionQuery query) {
        if (query.equals(SessionQuery.ALL)) {
            return sessions.mappingCount();
        }
        if (query.principal() != null) {
            return SessionStore.super.count(query);
        }
        return sessions.entrySet().stream()
                .filter(each -> query.matches(each.getValue().header(each.getKey())))
                .count();
    }

    @Override
    public Optional<SessionRecord> findByHandle(String handle) {
        return sessions.entrySet().stream()
                .filter(each -> each.getValue().handle().equals(handle))
                .findFirst()
                .map(each -> each.getValue().record(each.getKey()));
    }

    private static SessionRecord record(SessionKey key, MemoryEntry stored, boolean attributes) {
        return attributes ? stored.record(key) : new SessionRecord(stored.header(key), Attributes.NONE);
    }

    /** Removes all sessions. */
    @Override
    public void close() {
        sessions.clear();
        keys.clear();
        principals.clear();
    }
}
