package dev.carnet.jdbc;

import dev.carnet.error.SessionStoreException;
import dev.carnet.jdbc.sql.BoundStatement;
import dev.carnet.jdbc.sql.ConnectionWork;
import dev.carnet.jdbc.sql.Dialect;
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
import dev.carnet.spi.document.StoredHeader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Stores each session as a row of a table in a SQL database. Thread-safe if the data source is.
 *
 * <pre>
 * id                CHAR(40) PRIMARY KEY   the key
 * session_data      TEXT                   {"user":"bob","cart":[...]}, ASCII; {@link SessionDocument}
 * format            VARCHAR(8)             {@link StoredHeader#format}; null in a row of an earlier version
 * handle            VARCHAR(40)            null in a foreign row, like all that follow; indexed
 * version           BIGINT                 0 counts as null
 * created_at        BIGINT                 milliseconds since 1970, like the other instants
 * last_accessed_at  BIGINT
 * max_idle          BIGINT                 milliseconds; null is for ever
 * ends_at           BIGINT                 null is never
 * expires_at        BIGINT                 indexed
 * principal         VARCHAR(255)           indexed, with id
 * </pre>
 *
 * Every operation is one statement in auto-commit mode, which contains its guard:
 *
 * <pre>
 * find      SELECT ... WHERE id = ?
 * create    INSERT, which does nothing if the id is taken
 * update    UPDATE ... SET id = ?, ... WHERE id = ? AND version = ?
 * touch     UPDATE ... WHERE id = ? AND version = ? AND last_accessed_at &lt; ?
 * delete    DELETE ... WHERE id = ? [AND expires_at &lt;= ?]
 * scan      SELECT ... WHERE id &gt; ? AND ... ORDER BY id LIMIT ?
 * </pre>
 *
 * A row of its own, which is no session, says which process sweeps: {@link SweepLease}.
 *
 * <p>The sweep deletes batches in expiry order and returns the rows; the dialect decides how: {@link ReturnedRows},
 * {@link LockedRows} or {@link GuardedRows}.
 */
public final class JdbcSessionStore extends TableSessionStore {
    private static final int MOST_SWEEPS = 5;

    /**
     * Larger transactions are hardly faster, and concurrent writers wait longer, for a lock or for the log; see {@link
     * SweepPace}.
     */
    private static final int SWEPT_AT_ONCE = 100;

    /** Where a writer waits for all of another's transaction. */
    private static final int SWEPT_ALONE = 50;

    private static final String NOT_SWEPT = "expired sessions could not be deleted";

    private final Statements statements;
    private final SessionRows sessions;
    private final ExpiredRows expired;
    private final SweepLease lease;
    private final SweepPace pace;

    /**
     * Opens the store on a data source, which it does not close.
     *
     * @throws SessionStoreException if the database cannot be reached or lacks the table or a column of it
     */
    public JdbcSessionStore(DataSource dataSource, JdbcOptions options) {
        this(dataSource, JdbcTable.look(dataSource, options), () -> {});
    }

    /** On a table that has every column. */
    JdbcSessionStore(DataSource dataSource, JdbcTable table, Runnable onClose) {
        super(dataSource, table, onClose, table.traits(true));
        table.requireBookkeeping();
        statements = new Statements(table);
        sessions = new SessionRows(dialect, table.document(), table.readsLastActive());
        expired = expiredRows(dialect, statements, sessions);
        lease = new SweepLease(table, connections);
        pace = dialect.writesOneByOne() ? new SweepPace(SWEPT_ALONE, true) : new SweepPace(SWEPT_AT_ONCE, false);
    }

    /** The strategy with the fewest statements that the dialect supports. */
    private static ExpiredRows expiredRows(Dialect dialect, Statements statements, SessionRows rows) {
        if (statements.deletesAndReturns()) {
            return new ReturnedRows(dialect, statements, rows);
        }
        return dialect.skipLocked().isEmpty()
                ? new GuardedRows(statements, rows)
                : new LockedRows(dialect, statements, rows);
    }

    @Override
    BoundStatement creation(SessionRecord session) {
        return statements.create(session);
    }

    @Override
    public Optional<SessionRecord> find(SessionKey key) {
        BoundStatement select = statements.find(key);
        return connections.read(
                "the session could not be read",
                connection -> select.query(
                        connection, rows -> rows.next() ? Optional.of(sessions.session(rows, key)) : Optional.empty()));
    }

    @Override
    public UpdateResult update(SessionUpdate update) {
        BoundStatement guarded = statements.update(update);
        int rows = connections.write("the session could not be stored", guarded::execute);
        return rows > 0 ? UpdateResult.SAVED : UpdateResult.CONFLICT;
    }

    @Override
    public boolean touch(SessionKey key, long version, Instant lastAccessedAt, Instant expiresAt) {
        BoundStatement guarded = statements.touch(key, version, lastAccessedAt, expiresAt);
        return connections.write("the last access could not be stored", guarded::execute) > 0;
    }

    @Override
    public boolean delete(SessionKey key, @Nullable Instant ifExpiredBy) {
        BoundStatement delete = statements.delete(key, ifExpiredBy);
        return connections.write("the session could not be deleted", delete::execute) > 0;
    }

    /**
     * The cursor is the last expiry, since it deletes in that order. Ends with a batch of which nothing could be deleted: it
     * would be found again.
     */
    @Override
    public SweepBatch deleteExpired(SweepQuery query, @Nullable String cursor, int limit) {
        List<SessionRecord> deleted = new ArrayList<>();
        long from = cursor == null ? Long.MIN_VALUE : Long.parseLong(cursor);
        boolean goesOn = true;
        while (goesOn && deleted.size() < limit) {
            SweepStep step = new SweepStep(query, from, Math.min(limit - deleted.size(), pace.rows()));
            ExpiredRows.Batch batch = swept(step);
            deleted.addAll(batch.deleted());
            for (SessionRecord each : batch.deleted()) {
                from = Math.max(from, each.header().expiresAt().toEpochMilli());
            }
            goesOn = batch.found() == step.limit() && !batch.deleted().isEmpty();
            if (goesOn && dialect.writesOneByOne()) {
                maintain();
            }
        }
        return goesOn
                ? new SweepBatch(deleted, 0, Long.toString(from))
                : new SweepBatch(deleted, unreadable(query), null);
    }

    @Override
    public boolean claimSweep(String keyPrefix, String sweeper, Instant now, Instant until) {
        return lease.claim(keyPrefix, sweeper, now, until);
    }

    /** What a sweep's statements leave out: it is counted when a sweep ends. */
    private int unreadable(SweepQuery query) {
        BoundStatement count = statements.countUnreadable(query);
        return connections.read(
                NOT_SWEPT, connection -> count.query(connection, rows -> rows.next() ? rows.getInt(1) : 0));
    }

    /** Only the first batch may find maintenance of the database waiting; it is done behind each that is followed by one. */
    private ExpiredRows.Batch swept(SweepStep step) {
        ConnectionWork<ExpiredRows.Batch> batch = connection -> paced(connection, step);
        boolean isFirst = step.from() == Long.MIN_VALUE;
        return connections.write(NOT_SWEPT, isFirst ? batch : connection -> dialect.alone(connection, batch));
    }

    /** Does what a later write would do, for which that and others would have to wait. */
    private void maintain() {
        connections.read(NOT_SWEPT, connection -> {
            dialect.betweenBatches(connection);
            return true;
        });
    }

    private ExpiredRows.Batch paced(Connection connection, SweepStep step) throws SQLException {
        long begin = System.nanoTime();
        ExpiredRows.Batch batch = delete(connection, step);
        pace.note(batch.found(), Duration.ofNanos(System.nanoTime() - begin), connections.isAwaited());
        return batch;
    }

    /** Where the database undoes the whole batch to end a deadlock, it is swept again. */
    private ExpiredRows.Batch delete(Connection connection, SweepStep step) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                return expired.delete(connection, step);
            } catch (SQLException e) {
                if (attempt == MOST_SWEEPS || !dialect.isRolledBack(e) || !connection.getAutoCommit()) {
                    throw e;
                }
            }
        }
    }

    /** The sessions of a user are counted one by one, because a collation may treat two users as equal. */
    @Override
    public long count(SessionQuery query) {
        if (query.principal() != null) {
            return super.count(query);
        }
        BoundStatement count = statements.count(query);
        return connections.read(
                "sessions could not be counted",
                connection -> count.query(connection, rows -> rows.next() ? rows.getLong(1) : 0));
    }

    /** By an index. The handle of a foreign record is in no column: it takes a full scan. */
    @Override
    public Optional<SessionRecord> findByHandle(String handle) {
        BoundStatement select = statements.findByHandle(handle);
        Optional<SessionRecord> found = connections.read(
                "the session could not be read",
                connection -> select.query(connection, rows -> {
                    while (rows.next()) {
                        SessionRecord session = sessions.session(rows, SessionKey.ofStored(sessions.id(rows)));
                        if (session.header().handle().equals(handle)) {
                            return Optional.of(session);
                        }
                    }
                    return Optional.empty();
                }));
        return found.isEmpty() && SessionHeader.isForeignHandle(handle) ? super.findByHandle(handle) : found;
    }

    @Override
    public SessionPage scan(SessionQuery query, @Nullable String cursor, int limit) {
        BoundStatement select = statements.scan(query, cursor == null ? "" : cursor, limit);
        return connections.read(
                "sessions could not be listed",
                connection -> select.query(
                        connection, rows -> page(rows, (row, key) -> session(row, key, query), query, limit)));
    }

    private SessionRecord session(ResultSet row, SessionKey key, SessionQuery query) throws SQLException {
        return query.attributes()
                ? sessions.session(row, key)
                : new SessionRecord(sessions.header(row, key), Attributes.NONE);
    }
}
