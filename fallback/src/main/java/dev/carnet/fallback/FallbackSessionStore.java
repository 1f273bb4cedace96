package dev.carnet.fallback;

import dev.carnet.error.UnreadableSessionException;
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
import dev.carnet.spi.decorate.ForwardingSessionStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A store with an old store as fallback, to change the store without logging anybody out. New sessions go to the new
 * store. A session in the old store moves when it is looked up ({@link Relocation}), and from then on exists only in the
 * new store; a foreign record moves with its first change, when it gets Carnet's bookkeeping.
 *
 * <p>A session in the new store has no additional cost, except for an end and an id change, which also access the old
 * store so that nothing there comes back. An unknown id costs four round trips. Scans, sweeps and deletions cover both
 * stores; a session that moves during a scan may be returned twice, but is never omitted. An outage of either store is
 * an outage.
 *
 * <p>Both stores must use the same keys; if one has digests of ids and the other the ids, wrap the first in {@link
 * DigestedKeys}. Other processes may still use only the old store.
 * If some processes have the two stores swapped, a session moves back and forth, and two concurrent moves can lose a
 * change; this is meant for the short time of a migration. Thread-safe.
 */
public final class FallbackSessionStore extends ForwardingSessionStore {
    private final SessionStore old;
    private final LeftBehind.Values values;
    private final @Nullable Relocation relocation;

    private FallbackSessionStore(
            SessionStore main, SessionStore old, LeftBehind.Values values, @Nullable Relocation relocation) {
        super(main);
        this.old = old;
        this.values = values;
        this.relocation = relocation;
    }

    /**
     * Creates a store that moves sessions.
     *
     * @param main the new store; both are closed with this one
     * @param old the old store
     * @param there converts values of the old store for the new one, see {@link ValueTransfer#between}
     * @param back converts values of the new store for the old one, for a change of a session that cannot move
     */
    public static FallbackSessionStore moving(
            SessionStore main, SessionStore old, ValueTransfer there, ValueTransfer back) {
        return new FallbackSessionStore(
                main, old, new LeftBehind.Values(there, back), new Relocation(old, main, there, false));
    }

    /**
     * Creates a store that does not move sessions, for tools that list, count and end them. It cannot change a session
     * of the old store.
     *
     * @param there converts values of the old store for the reader, see {@link ValueTransfer#toLook}
     */
    public static FallbackSessionStore looking(SessionStore main, SessionStore old, ValueTransfer there) {
        return new FallbackSessionStore(main, old, new LeftBehind.Values(there, there), null);
    }

    /** The features that both have; encoding, name and limits of the new store. */
    @Override
    public StoreTraits traits() {
        StoreTraits main = delegate().traits();
        StoreTraits other = old.traits();
        return new StoreTraits(
                main.name(),
                main.encoding(),
                main.nativeExpiry() && other.nativeExpiry(),
                main.principalIndex() && other.principalIndex(),
                main.durable() && other.durable(),
                main.shared() && other.shared(),
                main.maxSessionBytes(),
                main.maxPrincipalLength());
    }

    /** If the old store has no such session, reads the new one again, because it may just have moved. */
    @Override
    public Optional<SessionRecord> find(SessionKey key) {
        Optional<SessionRecord> found = delegate().find(key);
        if (found.isPresent()) {
            return found;
        }
        Optional<SessionRecord> left = old.find(key);
        if (left.isPresent()) {
            return relocation == null || DigestedKeys.isMarked(key)
                    ? left.map(values::mark)
                    : arrive(relocation, left.get());
        }
        Optional<SessionRecord> moving = old.find(MovingKeys.of(key));
        if (moving.isPresent()) {
            return relocation == null ? moving.map(values::mark) : relocation.complete(key);
        }
        return delegate().find(key);
    }

    private Optional<SessionRecord> arrive(Relocation into, SessionRecord left) {
        if (left.header().isForeign()) {
            return Optional.of(LeftBehind.mark(left, into.converted(left)));
        }
        Optional<SessionRecord> arrived = into.move(left);
        return arrived.isPresent() ? arrived : inOtherHands(into, left.header().key());
    }

    /** Another process has changed, moved or ended a session that was about to move. */
    private Optional<SessionRecord> inOtherHands(Relocation into, SessionKey key) {
        Optional<SessionRecord> left = old.find(key);
        if (left.isPresent() && !left.get().header().isForeign()) {
            Optional<SessionRecord> arrived = into.move(left.get());
            if (arrived.isPresent()) {
                return arrived;
            }
        }
        return into.complete(key);
    }

    @Override
    public UpdateResult update(SessionUpdate update) {
        SessionRecord base = update.base();
        SessionRecord left = LeftBehind.unmark(base);
        if (left != null) {
            if (relocation == null) {
                throw new UnsupportedOperationException("this view of two stores is read-only");
            }
            // A session whose id is not known cannot move to a store of ids.
            return DigestedKeys.isMarked(left.header().key())
                    ? old.update(values.back(update, left))
                    : bringOver(relocation, left);
        }
        UpdateResult result = delegate().update(update);
        if (result == UpdateResult.GONE && isBehind(base.header())) {
            return UpdateResult.CONFLICT;
        }
        if (result == UpdateResult.SAVED && (update.changesKey() || update.setsMaxIdle())) {
            forget(base.header().key(), update.changesKey());
        }
        return result;
    }

    /**
     * Moves a foreign record first; any other session moves when the caller, who gets a conflict, reads it again to apply its
     * change.
     */
    private UpdateResult bringOver(Relocation relocation, SessionRecord left) {
        SessionHeader header = left.header();
        boolean isThere = (header.isForeign() && relocation.move(left).isPresent())
                || isIn(delegate(), header)
                || isBehind(header);
        return isThere ? UpdateResult.CONFLICT : UpdateResult.GONE;
    }

    private static boolean isIn(SessionStore store, SessionHeader header) {
        return store.find(header.key())
                .filter(found -> found.header().handle().equals(header.handle()))
                .isPresent();
    }

    private boolean isBehind(SessionHeader header) {
        return old.find(header.key())
                .or(() -> old.find(MovingKeys.of(header.key())))
                .filter(found -> found.header().handle().equals(header.handle()))
                .isPresent();
    }

    /** Removes what an interrupted move left under an old key or with an old timeout, so that it does not come back. */
    private void forget(SessionKey key, boolean isDead) {
        old.delete(MovingKeys.of(key), null);
        if (isDead) {
            delegate().delete(key, null);
        }
    }

    @Override
    public boolean delete(SessionKey key, @Nullable Instant ifExpiredBy) {
        boolean left = old.delete(key, ifExpiredBy);
        boolean moving = !MovingKeys.isMoving(key) && old.delete(MovingKeys.of(key), ifExpiredBy);
        boolean arrived = delegate().delete(key, ifExpiredBy);
        return left || moving || arrived;
    }

    @Override
    public Set<SessionKey> deleteAll(Collection<SessionKey> keys) {
        Set<SessionKey> deleted = new HashSet<>(old.deleteAll(keys));
        Map<SessionKey, SessionKey> moving = new HashMap<>();
        keys.stream().filter(each -> !MovingKeys.isMoving(each)).forEach(each -> moving.put(MovingKeys.of(each), each));
        old.deleteAll(moving.keySet()).forEach(each -> deleted.add(moving.get(each)));
        deleted.addAll(delegate().deleteAll(keys));
        return deleted;
    }

    /** Old store first, then the new one. */
    @Override
    public SweepBatch deleteExpired(SweepQuery query, @Nullable String cursor, int limit) {
        FallbackCursor at = FallbackCursor.parse(cursor);
        SessionStore swept = at.isOld() ? old : delegate();
        if (query.skipsNative() && swept.traits().nativeExpiry()) {
            String next = at.after(null);
            return next == null ? new SweepBatch(List.of(), 0, null) : deleteExpired(query, next, limit);
        }
        SweepBatch batch = swept.deleteExpired(query, at.within(), limit);
        List<SessionRecord> deleted = batch.deleted().stream()
                .filter(each -> !at.isOld() || !isOverlooked(each.header()))
                .map(each -> at.isOld() && query.attributes() ? readableIfPossible(each) : each)
                .toList();
        return new SweepBatch(deleted, batch.unreadable(), at.after(batch.nextCursor()));
    }

    /** The session is deleted already; values that cannot be converted stay as they are, and the engine reports them. */
    private SessionRecord readableIfPossible(SessionRecord deleted) {
        try {
            return values.mark(deleted);
        } catch (UnreadableSessionException unconverted) {
            return deleted;
        }
    }

    /**
     * Claims both stores, which are swept one after the other. If only one of them needs sweeps, it is claimed alone: the other
     * would be told of a sweep that it hardly ever gets.
     */
    @Override
    public boolean claimSweep(String keyPrefix, String sweeper, Instant now, Instant until) {
        boolean isOldNative = old.traits().nativeExpiry();
        if (isOldNative != delegate().traits().nativeExpiry()) {
            return (isOldNative ? delegate() : old).claimSweep(keyPrefix, sweeper, now, until);
        }
        return old.claimSweep(keyPrefix, sweeper, now, until) && delegate().claimSweep(keyPrefix, sweeper, now, until);
    }

    /** Counts by a scan, because an interrupted move leaves a session in both stores. */
    @Override
    public long count(SessionQuery query) {
        long count = 0;
        @Nullable String cursor = null;
        do {
            SessionPage page = scan(query, cursor, COUNTED_AT_ONCE);
            count += page.sessions().size();
            cursor = page.nextCursor();
        } while (cursor != null);
        return count;
    }

    /** A session that has arrived takes precedence over the remnant of an interrupted move. */
    @Override
    public Optional<SessionRecord> findByHandle(String handle) {
        Optional<SessionRecord> arrived = delegate().findByHandle(handle);
        return arrived.isPresent()
                ? arrived
                : old.findByHandle(handle).map(values::mark).or(() -> delegate().findByHandle(handle));
    }

    /** Old store first, then the new one, so that a session that moves meanwhile is not missed. */
    @Override
    public SessionPage scan(SessionQuery query, @Nullable String cursor, int limit) {
        FallbackCursor at = FallbackCursor.parse(cursor);
        if (!at.isOld()) {
            SessionPage page = delegate().scan(query, at.within(), limit);
            return new SessionPage(page.sessions(), page.unreadable(), at.after(page.nextCursor()));
        }
        SessionPage page = old.scan(query, at.within(), limit);
        List<SessionRecord> sessions = new ArrayList<>();
        List<String> unreadable = new ArrayList<>(page.unreadable());
        for (SessionRecord each : page.sessions()) {
            if (!isOverlooked(each.header())) {
                addReadable(each, query.attributes(), sessions, unreadable);
            }
        }
        String next = at.after(page.nextCursor());
        if (page.nextCursor() != null || sessions.size() == limit) {
            return new SessionPage(sessions, unreadable, next);
        }
        SessionPage rest = scan(query, next, limit - sessions.size());
        sessions.addAll(rest.sessions());
        unreadable.addAll(rest.unreadable());
        return new SessionPage(sessions, unreadable, rest.nextCursor());
    }

    private void addReadable(
            SessionRecord left, boolean withAttributes, List<SessionRecord> sessions, List<String> unreadable) {
        try {
            sessions.add(withAttributes ? values.mark(left) : left);
        } catch (UnreadableSessionException e) {
            unreadable.add(left.header().key().value());
        }
    }

    /** Whether a record is the remnant of an interrupted move of a session that has arrived. */
    private boolean isOverlooked(SessionHeader header) {
        if (!MovingKeys.isMoving(header.key())) {
            return false;
        }
        return delegate().findByHandle(header.handle()).isPresent();
    }

    @Override
    public <T> Optional<T> unwrap(Class<T> type) {
        return super.unwrap(type).or(() -> old.unwrap(type));
    }

    @Override
    public void close() {
        try (old) {
            super.close();
        }
    }
}
