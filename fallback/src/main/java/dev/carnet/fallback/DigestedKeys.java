package dev.carnet.fallback;

import dev.carnet.spi.Change;
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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A store in which keys are digests, for an engine whose keys are the ids themselves, since the other of two stores has those:
 * each store is asked in its own way.
 *
 * <p>What is asked by an id is given under that id. What is found otherwise, by a scan or a handle, has a key that is its digest
 * with a dot behind: nobody can tell the id, no id ends so, and the session can be read, changed and ended by it. A {@linkplain
 * MovingKeys moving key} stays as it is. Thread-safe.
 */
public final class DigestedKeys extends ForwardingSessionStore {
    private static final String MARK = ".";

    /** @param store has digests, as an engine that hashes ids has left them */
    public DigestedKeys(SessionStore store) {
        super(store);
    }

    /** Whether a key is a digest whose id nobody can tell. */
    static boolean isMarked(SessionKey key) {
        return key.value().endsWith(MARK);
    }

    /** The key that stands in a store of digests. */
    static SessionKey digest(SessionKey key) {
        if (isMarked(key)) {
            return new SessionKey(key.value().substring(0, key.value().length() - MARK.length()));
        }
        return key.value().contains(MARK) ? key : SessionKey.digestOf(key.value());
    }

    private static SessionRecord in(SessionRecord record) {
        SessionHeader header = record.header();
        return new SessionRecord(
                header.withKey(digest(header.key())).withHashed(true), record.attributes(), record.asRead());
    }

    private static SessionRecord out(SessionRecord record, SessionKey key) {
        return new SessionRecord(record.header().withKey(key).withHashed(false), record.attributes(), record.asRead());
    }

    private static SessionRecord marked(SessionRecord record) {
        SessionKey key = record.header().key();
        return out(record, key.value().contains(MARK) ? key : new SessionKey(key.value() + MARK));
    }

    private static List<SessionRecord> marked(List<SessionRecord> records) {
        return records.stream().map(DigestedKeys::marked).toList();
    }

    @Override
    public boolean create(SessionRecord session) {
        return delegate().create(in(session));
    }

    @Override
    public Optional<SessionRecord> find(SessionKey key) {
        return delegate().find(digest(key)).map(found -> out(found, key));
    }

    @Override
    public UpdateResult update(SessionUpdate update) {
        Change change = update.change();
        SessionKey newKey = change.newKey();
        Change within = newKey == null
                ? change
                : new Change(change.written(), change.removed(), change.principal(), change.maxIdle(), digest(newKey));
        return delegate().update(new SessionUpdate(in(update.base()), in(update.next()), within, update.isExact()));
    }

    @Override
    public boolean touch(SessionKey key, long version, Instant lastAccessedAt, Instant expiresAt) {
        return delegate().touch(digest(key), version, lastAccessedAt, expiresAt);
    }

    @Override
    public boolean delete(SessionKey key, @Nullable Instant ifExpiredBy) {
        return delegate().delete(digest(key), ifExpiredBy);
    }

    @Override
    public SweepBatch deleteExpired(SweepQuery query, @Nullable String cursor, int limit) {
        SweepBatch batch = delegate().deleteExpired(query, cursor, limit);
        return new SweepBatch(marked(batch.deleted()), batch.unreadable(), batch.nextCursor());
    }

    @Override
    public SessionPage scan(SessionQuery query, @Nullable String cursor, int limit) {
        SessionPage page = delegate().scan(query, cursor, limit);
        return new SessionPage(marked(page.sessions()), page.unreadable(), page.nextCursor());
    }

    @Override
    public Optional<SessionRecord> findByHandle(String handle) {
        return delegate().findByHandle(handle).map(DigestedKeys::marked);
    }

    @Override
    public Set<SessionKey> createAll(Collection<SessionRecord> sessions) {
        Map<SessionKey, SessionKey> outer =
                outer(sessions, each -> each.header().key());
        return outer(
                delegate().createAll(sessions.stream().map(DigestedKeys::in).toList()), outer);
    }

    @Override
    public Set<SessionKey> deleteAll(Collection<SessionKey> keys) {
        Map<SessionKey, SessionKey> outer = outer(keys, each -> each);
        return outer(delegate().deleteAll(outer.keySet()), outer);
    }

    private static <T> Map<SessionKey, SessionKey> outer(Collection<T> those, Function<T, SessionKey> key) {
        Map<SessionKey, SessionKey> outer = new HashMap<>();
        those.forEach(each -> outer.put(digest(key.apply(each)), key.apply(each)));
        return outer;
    }

    private static Set<SessionKey> outer(Set<SessionKey> within, Map<SessionKey, SessionKey> outer) {
        Set<SessionKey> keys = new HashSet<>();
        within.forEach(each -> keys.add(outer.getOrDefault(each, each)));
        return keys;
    }
}
