package dev.carnet.jpa;

import dev.carnet.jpa.query.Abilities;
import dev.carnet.jpa.query.BoundQuery;
import dev.carnet.jpa.query.DocumentQueries;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionPage;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionUpdate;
import dev.carnet.spi.SweepBatch;
import dev.carnet.spi.SweepQuery;
import dev.carnet.spi.UpdateResult;
import dev.carnet.spi.document.DocumentGuard;
import dev.carnet.spi.document.LeaseRecord;
import dev.carnet.spi.document.SessionDocument;
import dev.carnet.spi.document.WholeDocument;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stores sessions in an entity that has an id, data, and not an attribute for all of the bookkeeping. {@code data}
 * contains a {@link WholeDocument}; the other attributes contain copies, which every write sets.
 *
 * <pre>
 * find      SELECT e.id, e.data FROM Session e WHERE e.id = :key
 * create    persist
 * update    UPDATE Session e SET e.data = :data, ... WHERE e.id = :key AND e.data = :as_read
 * touch     UPDATE Session e SET ... WHERE e.id = :key AND the data begins with the version AND the access in it is earlier
 * delete    DELETE FROM Session e WHERE e.id = :key
 * scan      SELECT e.id, e.data FROM Session e WHERE e.id &gt; :after ORDER BY e.id
 * </pre>
 *
 * If a query cannot inspect the data, it is read before a touch. If the database cannot compare it either, the row is
 * locked, read, compared here and written, in one transaction. {@link Abilities} determines which.
 */
final class OriginalEntityStore extends JpaSessionStore implements DocumentGuard.Texts {
    private static final int ROWS_AT_ONCE = 500;

    private final WholeDocument documents = new WholeDocument("JPA", new SessionDocument(false));
    private final DocumentGuard guard = new DocumentGuard(documents, this);
    private final DocumentQueries queries;
    private final LeaseRecord lease = new LeaseRecord(this, "JPA");

    OriginalEntityStore(OpenUnit unit, Runnable onClose) {
        super(unit, onClose, false);
        queries = new DocumentQueries(entity, conditions);
    }

    @Override
    String text(SessionRecord session) {
        return documents.write(session);
    }

    @Override
    BoundQuery select(SessionKey key) {
        return queries.find(key);
    }

    @Override
    SessionRecord session(@Nullable Object[] row) {
        return rows.readable(row, text -> documents.read(rows.key(row), text, Instant.EPOCH));
    }

    @Override
    public UpdateResult update(SessionUpdate update) {
        return guard.update(update);
    }

    @Override
    public boolean replace(SessionKey key, String asRead, SessionRecord next) {
        if (conditions.locksData()) {
            return replaceLocked(key, asRead, next);
        }
        BoundQuery guarded = queries.update(key, asRead, next.header(), text(next));
        return managers.write("the session could not be stored", guarded::execute) > 0;
    }

    /** What Carnet itself wrote is ASCII; a foreign text in another charset has another digest. */
    @Override
    public boolean replaceUnmatched(SessionKey key, String asRead, SessionRecord next) {
        return !conditions.locksData() && replaceLocked(key, asRead, next);
    }

    private boolean replaceLocked(SessionKey key, String asRead, SessionRecord next) {
        BoundQuery update = queries.updateLocked(key, next.header(), text(next));
        return writeLocked(key, asRead, "the session could not be stored", update);
    }

    @Override
    public boolean remove(SessionKey key, String asRead) {
        return conditions.locksData()
                ? writeLocked(key, asRead, "the session could not be deleted", queries.delete(key))
                : managers.write("the session could not be deleted", queries.delete(key, asRead)::execute) > 0;
    }

    @Override
    public boolean touch(SessionKey key, long version, Instant lastAccessedAt, Instant expiresAt) {
        if (!conditions.looksInside()) {
            return guard.touch(key, version, lastAccessedAt, expiresAt);
        }
        BoundQuery guarded = queries.touch(key, version, lastAccessedAt, expiresAt);
        return managers.write("the last access could not be stored", guarded::execute) > 0;
    }

    @Override
    BoundQuery deletion(SessionKey key) {
        return queries.delete(key);
    }

    @Override
    public boolean delete(SessionKey key, @Nullable Instant ifExpiredBy) {
        if (ifExpiredBy != null) {
            return guard.deleteIfExpired(key, ifExpiredBy);
        }
        return deleteExactly(key, queries.delete(key));
    }

    @Override
    public SweepBatch deleteExpired(SweepQuery query, @Nullable String cursor, int limit) {
        BoundQuery select = queries.findExpired(query, cursor == null ? "" : cursor);
        return guard.deleteExpired(query, page(select, query.asScan(), Math.min(limit, ROWS_AT_ONCE)));
    }

    @Override
    public boolean claimSweep(String keyPrefix, String sweeper, Instant now, Instant until) {
        return lease.claim(keyPrefix, sweeper, now, until);
    }

    @Override
    boolean compares(SessionKey key) {
        return conditions.locksData()
                || find(key)
                        .filter(read -> isFound(key, String.valueOf(read.asRead())))
                        .isPresent();
    }

    private boolean isFound(SessionKey key, String text) {
        BoundQuery select = queries.find(key, text);
        return !managers.read("the session could not be compared", select::list).isEmpty();
    }

    @Override
    BoundQuery expired(Instant by) {
        return queries.findExpired(SweepQuery.by(by), "");
    }

    @Override
    BoundQuery byHandle(String handle) {
        return queries.scan(SessionQuery.ALL, "");
    }

    @Override
    BoundQuery listed(SessionQuery query) {
        return queries.scan(query, "");
    }

    @Override
    SessionHeader header(@Nullable Object[] row) {
        return session(row).header();
    }

    @Override
    public SessionPage scan(SessionQuery query, @Nullable String cursor, int limit) {
        return page(queries.scan(query, cursor == null ? "" : cursor), query, limit);
    }

    private SessionPage page(BoundQuery select, SessionQuery query, int limit) {
        List<@Nullable Object[]> found =
                managers.read("sessions could not be listed", manager -> select.list(manager, limit));
        return rows.page(found, this::session, query, limit);
    }
}
