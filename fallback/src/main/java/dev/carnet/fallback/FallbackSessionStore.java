package dev.carnet.fallback;

import dev.carnet.spi.ForwardingSessionStore;
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
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A store with an old one behind it: how a team changes its store without logging anybody out. New sessions go to the new
 * store. One that is found in the old store moves over when it is looked for ({@link Relocation}), and is from then on in the
 * new store alone; one that somebody else wrote there moves with its first change, when it gets our bookkeeping.
 *
 * <p>A session in the new store costs what it costs there, but for an end and an id change, which look into the old store as
 * well, so that nothing there comes back. An unknown id costs four round trips. Scans, sweeps and deletions cover both
 * stores; a session that moves during a scan is perhaps given twice, never left out. Either store's outage is an outage.
 *
 * <p>Both stores must hold sessions under the same keys, so with the same {@code hash_ids}. Other processes may still use the
 * old store alone. Where some have the two the other way round, a session moves to and fro, and two movers that meet can lose
 * a change: that is for the hour of a change-over. Thread-safe.
 */
public final class FallbackSessionStore extends ForwardingSessionStore {
    private final SessionStore old;
    private final @Nullable Relocation relocation;

    private FallbackSessionStore(SessionStore main, SessionStore old, @Nullable ValueTransfer transfer) {
        super(main);
        this.old = old;
        this.relocation = transfer == null ? null : new Relocation(old, main, transfer, false);
    }

    /**
     * Moves sessions over.
     *
     * @param main where sessions belong; closed with this one, as the other is
     * @param old where they may still be
     * @param transfer makes values of the old store such as the new one wants, see {@link ValueTransfer#between}
     */
    public static FallbackSessionStore moving(SessionStore main, SessionStore old, ValueTransfer transfer) {
        return new FallbackSessionStore(main, old, transfer);
    }

    /** Moves nothing: for whoever looks at sessions, counts and ends them. It cannot change a session of the old store. */
    public static FallbackSessionStore looking(SessionStore main, SessionStore old) {
        return new FallbackSessionStore(main, old, null);
    }

    /** What both have; encoding, name and limits are the new store's. */
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

    /** Looks into the new store once more where the old one has nothing: a session may just have moved. */
    @Override
    public Optional<SessionRecord> find(SessionKey key) {
        Optional<SessionRecord> found = delegate().find(key);
        if (found.isPresent()) {
            return found;
        }
        Optional<SessionRecord> left = old.find(key);
        if (left.isPresent()) {
            return relocation == null ? left : arrive(relocation, left.get());
        }
        Optional<SessionRecord> moving = old.find(MovingKeys.of(key));
        if (moving.isPresent()) {
            return relocation == null ? moving : relocation.complete(key);
        }
        return delegate().find(key);
    }

    private Optional<SessionRecord> arrive(Relocation into, SessionRecord left) {
        if (left.header().isForeign()) {
            return Optional.of(LeftBehind.mark(left));
        }
        Optional<SessionRecord> arrived = into.move(left);
        return arrived.isPresent() ? arrived : inOtherHands(into, left.header().key());
    }

    /** Somebody else has changed, moved or ended a session that was about to move. */
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
            return bringOver(left);
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

    /** The change comes after the move: the caller meets a conflict, reads again and applies it. */
    private UpdateResult bringOver(SessionRecord left) {
        if (relocation == null) {
            throw new UnsupportedOperationException("this view of two stores is read-only");
        }
        SessionHeader header = left.header();
        boolean isThere = relocation.move(left).isPresent()
                || delegate()
                        .find(header.key())
                        .filter(found -> found.header().handle().equals(header.handle()))
                        .isPresent()
                || isBehind(header);
        return isThere ? UpdateResult.CONFLICT : UpdateResult.GONE;
    }

    private boolean isBehind(SessionHeader header) {
        return old.find(header.key())
                .or(() -> old.find(MovingKeys.of(header.key())))
                .filter(found -> found.header().handle().equals(header.handle()))
                .isPresent();
    }

    /** Removes what a move that broke off has left under an old key or with an old limit, so that it does not come back. */
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

    /** First what is in the old store, then what is in the new one. */
    @Override
    public SweepBatch deleteExpired(SweepQuery query, @Nullable String cursor, int limit) {
        FallbackCursor at = FallbackCursor.parse(cursor);
        SweepBatch batch = (at.isOld() ? old : delegate()).deleteExpired(query, at.within(), limit);
        List<SessionRecord> deleted = batch.deleted().stream()
                .filter(each -> !at.isOld() || !isOverlooked(each.header()))
                .toList();
        return new SweepBatch(deleted, batch.unreadable(), at.after(batch.nextCursor()));
    }

    /** Both: a sweep of one goes on to the other. */
    @Override
    public boolean claimSweep(String sweeper, Instant now, Instant until) {
        return old.claimSweep(sweeper, now, until) && delegate().claimSweep(sweeper, now, until);
    }

    /** By looking: what a move that broke off has left is in both. */
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

    /** What has arrived goes before what a move that broke off has left. */
    @Override
    public Optional<SessionRecord> findByHandle(String handle) {
        Optional<SessionRecord> arrived = delegate().findByHandle(handle);
        return arrived.isPresent()
                ? arrived
                : old.findByHandle(handle).or(() -> delegate().findByHandle(handle));
    }

    /** First the old store, then the new one, so that a session that moves meanwhile is not missed. */
    @Override
    public SessionPage scan(SessionQuery query, @Nullable String cursor, int limit) {
        FallbackCursor at = FallbackCursor.parse(cursor);
        if (!at.isOld()) {
            SessionPage page = delegate().scan(query, at.within(), limit);
            return new SessionPage(page.sessions(), page.unreadable(), at.after(page.nextCursor()));
        }
        SessionPage page = old.scan(query, at.within(), limit);
        List<SessionRecord> sessions = new ArrayList<>();
        page.sessions().stream().filter(each -> !isOverlooked(each.header())).forEach(sessions::add);
        String next = at.after(page.nextCursor());
        if (page.nextCursor() != null || sessions.size() == limit) {
            return new SessionPage(sessions, page.unreadable(), next);
        }
        SessionPage rest = scan(query, next, limit - sessions.size());
        sessions.addAll(rest.sessions());
        List<String> unreadable = new ArrayList<>(page.unreadable());
        unreadable.addAll(rest.unreadable());
        return new SessionPage(sessions, unreadable, rest.nextCursor());
    }

    /** Whether a record is what a move that broke off has left of a session that has arrived. */
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
