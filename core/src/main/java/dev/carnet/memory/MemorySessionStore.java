package dev.carnet.memory;

import dev.carnet.SessionStoreException;
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
import dev.carnet.spi.UpdateResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Sessions on the heap: gone with the process, seen by no other. For tests, for one server that may forget, and the
 * reference that the other stores are compared with.
 *
 * <p>Stored: the record, as it is. A change of key takes two steps: the new record is inserted, then the old one removed if
 * it is unchanged, else the new one again.
 */
public final class MemorySessionStore implements SessionStore {
    private static final StoreTraits TRAITS =
            new StoreTraits("Memory", Encoding.BYTES, false, false, false, false, Integer.MAX_VALUE);

    private final ConcurrentMap<SessionKey, SessionRecord> sessions = new ConcurrentHashMap<>();

    @Override
    public StoreTraits traits() {
        return TRAITS;
    }

    @Override
    public boolean create(SessionRecord session) {
        return sessions.putIfAbsent(session.header().key(), session) == null;
    }

    @Override
    public Optional<SessionRecord> find(SessionKey key) {
        return Optional.ofNullable(sessions.get(key));
    }

    @Override
    public UpdateResult update(SessionUpdate update) {
        SessionHeader base = update.base().header();
        SessionKey key = base.key();
        SessionRecord current = sessions.get(key);
        while (current != null && current.header().version() == base.version()) {
            SessionRecord next = update.over(current.header());
            if (update.changesKey() ? move(key, current, next) : replace(key, current, next)) {
                return UpdateResult.SAVED;
            }
            current = sessions.get(key);
        }
        return current == null || !current.header().handle().equals(base.handle())
                ? UpdateResult.GONE
                : UpdateResult.CONFLICT;
    }

    private boolean move(SessionKey oldKey, SessionRecord current, SessionRecord next) {
        SessionKey newKey = next.header().key();
        if (sessions.putIfAbsent(newKey, next) != null) {
            throw new SessionStoreException("the new key of a session is taken", null);
        }
        if (replace(oldKey, current, null)) {
            return true;
        }
        sessions.remove(newKey);
        return false;
    }

    /** Compares headers: every write draws another version, every touch moves the last access. */
    private boolean replace(SessionKey key, SessionRecord current, @Nullable SessionRecord next) {
        boolean[] replaced = {false};
        sessions.computeIfPresent(key, (same, stored) -> {
            replaced[0] = stored.header().equals(current.header());
            return replaced[0] ? next : stored;
        });
        return replaced[0];
    }

    @Override
    public boolean touch(SessionKey key, long version, Instant lastAccessedAt, Instant expiresAt) {
        boolean[] touched = {false};
        sessions.computeIfPresent(key, (same, stored) -> {
            SessionHeader header = stored.header();
            touched[0] = header.version() == version && lastAccessedAt.isAfter(header.lastAccessedAt());
            return touched[0]
                    ? new SessionRecord(header.accessed(lastAccessedAt, expiresAt), stored.attributes())
                    : stored;
        });
        return touched[0];
    }

    @Override
    public boolean delete(SessionKey key, @Nullable Instant ifExpiredBy) {
        boolean[] deleted = {false};
        sessions.computeIfPresent(key, (same, stored) -> {
            deleted[0] = ifExpiredBy == null || stored.header().isExpiredBy(ifExpiredBy);
            return deleted[0] ? null : stored;
        });
        return deleted[0];
    }

    @Override
    public List<SessionHeader> deleteExpired(Instant by, int limit) {
        List<SessionHeader> deleted = new ArrayList<>();
        for (SessionRecord each : sessions.values()) {
            if (each.header().isExpiredBy(by) && delete(each.header().key(), by)) {
                deleted.add(each.header());
                if (deleted.size() == limit) {
                    break;
                }
            }
        }
        return deleted;
    }

    @Override
    public SessionPage scan(SessionQuery query, @Nullable String cursor, int limit) {
        List<SessionRecord> page = sessions.values().stream()
                .filter(each -> cursor == null || each.header().key().value().compareTo(cursor) > 0)
                .filter(each -> query.matches(each.header()))
                .sorted(Comparator.comparing(each -> each.header().key()))
                .limit(limit)
                .map(each -> query.attributes() ? each : new SessionRecord(each.header(), Attributes.NONE))
                .toList();
        String next = page.size() < limit
                ? null
                : page.get(page.size() - 1).header().key().value();
        return new SessionPage(page, List.of(), next);
    }

    /** Forgets everything. */
    @Override
    public void close() {
        sessions.clear();
    }
}
