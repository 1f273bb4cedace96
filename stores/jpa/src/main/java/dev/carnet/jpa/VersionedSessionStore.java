package dev.carnet.jpa;

import dev.carnet.error.UnreadableSessionException;
import dev.carnet.jpa.entity.Bookkeeping;
import dev.carnet.jpa.query.BoundQuery;
import dev.carnet.jpa.query.BulkWrites;
import dev.carnet.jpa.query.EntityPosition;
import dev.carnet.jpa.query.VersionedQueries;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionPage;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionUpdate;
import dev.carnet.spi.SweepBatch;
import dev.carnet.spi.SweepQuery;
import dev.carnet.spi.UpdateResult;
import dev.carnet.spi.document.SessionDocument;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stores sessions in an entity with an attribute for each bookkeeping value. {@code data} contains a
 * {@link SessionDocument}, the other attributes the values of {@link Bookkeeping.Part}; in a foreign row all except id
 * and data are null.
 *
 * <pre>
 * find      SELECT e.id, ... FROM Session e WHERE e.id = :key
 * create    persist
 * update    UPDATE Session e SET ... WHERE e.id = :key AND e.version = :base_version
 * touch     UPDATE Session e SET ... WHERE e.id = :key AND e.version = :version AND e.lastAccessedAt &lt; :accessed
 * delete    DELETE FROM Session e WHERE e.id = :key [AND e.expiresAt &lt;= :by]
 * scan      SELECT e.id, ... FROM Session e WHERE e.id &gt; :after AND ... ORDER BY e.id
 * </pre>
 *
 * A sweep selects a batch in expiry order and deletes the sessions that are still expired, a hundred per statement and
 * in id order, so that two sweepers cannot deadlock.
 */
final class VersionedSessionStore extends JpaSessionStore {
    private static final int LARGEST_BATCH = 1000;
    private static final String NOT_SWEPT = "expired sessions could not be deleted";
    private static final SessionDocument DOCUMENT = new SessionDocument(false);

    private final VersionedQueries queries;
    private final EntityLease lease;

    VersionedSessionStore(OpenUnit unit, Runnable onClose) {
        super(unit, onClose, true);
        queries = new VersionedQueries(entity, conditions);
        lease = new EntityLease(entity, managers, rows, queries);
    }

    @Override
    String text(SessionRecord session) {
        return DOCUMENT.write(session.header().key(), session.attributes());
    }

    @Override
    BoundQuery select(SessionKey key) {
        return queries.find(key);
    }

    @Override
    SessionRecord session(@Nullable Object[] row) {
        return rows.readable(row, text -> {
            Attributes attributes = DOCUMENT.read(rows.key(row), text);
            SessionHeader header = rows.header(row, attributes.size());
            return new SessionRecord(header, attributes, header.isForeign() ? text : null);
        });
    }

    @Override
    public UpdateResult update(SessionUpdate update) {
        String failure = "the session could not be stored";
        SessionRecord base = update.base();
        String text = text(update.next());
        boolean isSaved = (!adoptsLocked(base) && managers.write(failure, queries.update(update, text)::execute) > 0)
                || (base.header().isForeign()
                        && base.asRead() instanceof String asRead
                        && writeLocked(base.header().key(), asRead, failure, queries.adoptLocked(update, text)));
        return isSaved ? UpdateResult.SAVED : UpdateResult.CONFLICT;
    }

    /** Whether a foreign row can be compared only in Java. */
    private boolean adoptsLocked(SessionRecord base) {
        return base.header().isForeign() && conditions.locksData();
    }

    @Override
    public boolean touch(SessionKey key, long version, Instant lastAccessedAt, Instant expiresAt) {
        BoundQuery guarded = queries.touch(key, version, lastAccessedAt, expiresAt);
        return managers.write("the last access could not be stored", guarded::execute) > 0;
    }

    @Override
    BoundQuery deletion(SessionKey key) {
        return queries.delete(key, null);
    }

    @Override
    public boolean delete(SessionKey key, @Nullable Instant ifExpiredBy) {
        return deleteExactly(key, queries.delete(key, ifExpiredBy));
    }

    @Override
    public SweepBatch deleteExpired(SweepQuery query, @Nullable String cursor, int limit) {
        int most = Math.min(limit, LARGEST_BATCH);
        BoundQuery select = queries.findExpired(query, cursor == null ? null : EntityPosition.of(cursor));
        List<@Nullable Object[]> found =
                managers.read("expired sessions could not be searched for", manager -> select.list(manager, most));
        List<SessionRecord> expired = new ArrayList<>();
        int unreadable = 0;
        for (@Nullable Object[] row : found) {
            try {
                SessionRecord session =
                        query.attributes() ? session(row) : new SessionRecord(rows.header(row), Attributes.NONE);
                if (query.matches(session.header())) {
                    expired.add(session);
                }
            } catch (UnreadableSessionException e) {
                unreadable++;
            }
        }
        boolean isLast = found.size() < most;
        return new SweepBatch(
                deleteAll(query, expired),
                unreadable,
                isLast ? null : rows.position(found.get(found.size() - 1)).cursor());
    }

    @Override
    public boolean claimSweep(String keyPrefix, String sweeper, Instant now, Instant until) {
        return lease.claim(keyPrefix, sweeper, now, until);
    }

    /** Those of the found that were still there and expired; in the order of their keys. */
    private List<SessionRecord> deleteAll(SweepQuery query, List<SessionRecord> found) {
        found.sort(Comparator.comparing(each -> each.header().key()));
        List<SessionRecord> deleted = new ArrayList<>();
        for (List<SessionRecord> batch : BulkWrites.batches(found)) {
            deleted.addAll(
                    isDeleted(query, batch)
                            ? batch
                            : managers.write(
                                    NOT_SWEPT,
                                    manager -> batch.stream()
                                            .filter(each -> isDeleted(manager, query, each))
                                            .toList()));
        }
        return deleted;
    }

    /**
     * Whether one statement has deleted all of a batch. It counts and does not tell which, so if one is not there any more, or
     * not expired, none of them is deleted.
     */
    private boolean isDeleted(SweepQuery query, List<SessionRecord> batch) {
        List<SessionKey> keys = batch.stream().map(each -> each.header().key()).toList();
        return !conditions.locksKeys()
                && managers.writeOrNot(
                        NOT_SWEPT,
                        manager ->
                                queries.ifExpired(bulk.delete(keys), query.by()).execute(manager) == batch.size());
    }

    private boolean isDeleted(EntityManager manager, SweepQuery query, SessionRecord each) {
        SessionKey key = each.header().key();
        return exactly(manager, key, queries.delete(key, query.by()));
    }

    /** The sessions of a user are counted one by one, because a collation may treat two users as equal. */
    @Override
    public long count(SessionQuery query) {
        if (query.principal() != null) {
            return super.count(query);
        }
        BoundQuery count = queries.count(query);
        List<?> found = managers.read("sessions could not be counted", count::list);
        return ((Number) found.get(0)).longValue();
    }

    /** By an index. The handle of a foreign record is in no column: it takes a full scan. */
    @Override
    public Optional<SessionRecord> findByHandle(String handle) {
        BoundQuery select = queries.findByHandle(handle);
        Optional<SessionRecord> found = managers.read("the session could not be read", select::list).stream()
                .map(this::session)
                .filter(each -> each.header().handle().equals(handle))
                .findFirst();
        return found.isEmpty() && SessionHeader.isForeignHandle(handle) ? super.findByHandle(handle) : found;
    }

    @Override
    boolean compares(SessionKey key) {
        return true;
    }

    @Override
    BoundQuery expired(Instant by) {
        return queries.findExpired(SweepQuery.by(by), null);
    }

    @Override
    BoundQuery byHandle(String handle) {
        return queries.findByHandle(handle);
    }

    @Override
    BoundQuery listed(SessionQuery query) {
        return queries.scan(query, "");
    }

    @Override
    SessionHeader header(@Nullable Object[] row) {
        return rows.header(row);
    }

    @Override
    public SessionPage scan(SessionQuery query, @Nullable String cursor, int limit) {
        BoundQuery select = queries.scan(query, cursor == null ? "" : cursor);
        List<@Nullable Object[]> found =
                managers.read("sessions could not be listed", manager -> select.list(manager, limit));
        return rows.page(
                found,
                row -> query.attributes() ? session(row) : new SessionRecord(rows.header(row), Attributes.NONE),
                query,
                limit);
    }
}
