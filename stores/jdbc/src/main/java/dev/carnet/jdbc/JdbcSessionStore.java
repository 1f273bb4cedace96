package dev.carnet.jdbc;

import dev.carnet.error.SessionStoreException;
import dev.carnet.jdbc.Connections.Work;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionPage;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionUpdate;
import dev.carnet.spi.SweepBatch;
import dev.carnet.spi.UpdateResult;
import dev.carnet.spi.document.SessionDocument;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Sessions in a table of a SQL database, a row each. Thread-safe, as far as the data source is.
 *
 * <pre>
 * id                CHAR(40) PRIMARY KEY   the key
 * session_data      TEXT                   {"user":"bob","cart":[...]}, ASCII; {@link SessionDocument}
 * handle            VARCHAR(40)            null in a row that somebody else wrote, like all that follow
 * version           BIGINT                 null counts as 0
 * created_at        BIGINT                 milliseconds since 1970, like the other instants
 * last_accessed_at  BIGINT
 * max_idle          BIGINT                 milliseconds; null is for ever
 * ends_at           BIGINT                 null is never
 * expires_at        BIGINT                 null is never; indexed
 * principal         VARCHAR(255)           indexed, with id
 * </pre>
 *
 * Every operation is one statement in auto-commit mode, its guard inside:
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
 * The sweep deletes a batch in expiry order and has the rows returned. Where the database cannot do that in one statement,
 * the sweep alone takes two: it selects a batch and deletes it, in one transaction: locked rows that others pass by where the
 * database knows SKIP LOCKED, elsewhere each row that is still expired.
 */
public final class JdbcSessionStore extends TableSessionStore {
    private static final int MOST_SWEEPS = 5;

    /** More in one transaction are hardly faster, and who writes meanwhile waits longer, for a lock or for the log. */
    private static final int SWEPT_AT_ONCE = 100;

    private static final String NOT_SWEPT = "expired sessions could not be deleted";

    private final Statements statements;
    private final SessionRows sessions;

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
    }

    @Override
    public boolean create(SessionRecord session) {
        return insert(statements.create(session));
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
        return connections.write("the access could not be stored", guarded::execute) > 0;
    }

    @Override
    public boolean delete(SessionKey key, @Nullable Instant ifExpiredBy) {
        BoundStatement delete = statements.delete(key, ifExpiredBy);
        return connections.write("the session could not be deleted", delete::execute) > 0;
    }

    /** Ends with a batch of which nothing could be deleted: it would be found again. */
    @Override
    public SweepBatch deleteExpired(Instant by, int limit) {
        List<SessionHeader> deleted = new ArrayList<>();
        boolean goesOn = true;
        while (goesOn && deleted.size() < limit) {
            int before = deleted.size();
            int wanted = Math.min(limit - before, SWEPT_AT_ONCE);
            Work<Integer> batch = connection -> deleteBatch(connection, by, wanted, deleted);
            int found = deleted.isEmpty() ? connections.write(NOT_SWEPT, batch) : next(batch);
            goesOn = found == wanted && deleted.size() > before;
        }
        return new SweepBatch(deleted, deleted.size() < limit ? unreadable(by) : 0);
    }

    /** Those that have expired by an instant under an id that is no key: the sweep's statements leave them out. */
    private int unreadable(Instant by) {
        BoundStatement count = statements.countUnreadable(by);
        return connections.read(
                NOT_SWEPT, connection -> count.query(connection, rows -> rows.next() ? rows.getInt(1) : 0));
    }

    /** Where others wait for a writer, what the database does besides is done between batches, when nobody waits for it. */
    private int next(Work<Integer> batch) {
        if (!dialect.writesOneByOne()) {
            return connections.write(NOT_SWEPT, batch);
        }
        connections.read(NOT_SWEPT, connection -> {
            dialect.betweenBatches(connection);
            return true;
        });
        return connections.write(NOT_SWEPT, connection -> dialect.alone(connection, batch));
    }

    /**
     * Deletes what a batch finds, and gives how many that were. Where the database undoes the whole batch to end a deadlock,
     * it is swept again.
     */
    private int deleteBatch(Connection connection, Instant by, int limit, List<SessionHeader> deleted)
            throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                BoundStatement atOnce = statements.deleteExpired(by, limit);
                if (atOnce == null) {
                    return deleteFound(connection, by, limit, deleted);
                }
                List<SessionHeader> batch = headers(connection, atOnce);
                deleted.addAll(batch);
                return batch.size();
            } catch (SQLException e) {
                if (attempt == MOST_SWEEPS || !dialect.isRolledBack(e) || !connection.getAutoCommit()) {
                    throw e;
                }
            }
        }
    }

    /** Where rows are locked as they are found, nobody else touches or sweeps them; those that others hold are passed over. */
    private int deleteFound(Connection connection, Instant by, int limit, List<SessionHeader> deleted)
            throws SQLException {
        Work<List<SessionHeader>> find = same -> headers(same, statements.findExpired(by, limit));
        if (dialect.skipLocked().isEmpty()) {
            List<SessionHeader> found = find.on(connection);
            deleted.addAll(delete(connection, by, found));
            return found.size();
        }
        List<SessionHeader> ended = new ArrayList<>();
        int found = Connections.inTransaction(connection, dialect.sweepIsolation(), same -> {
            List<SessionHeader> locked = find.on(same);
            ended.addAll(delete(same, by, locked));
            return locked.size();
        });
        deleted.addAll(ended);
        return found;
    }

    /** Has read everything before anything is deleted: SQLite lets nobody write from an old snapshot. */
    private List<SessionHeader> headers(Connection connection, BoundStatement expired) throws SQLException {
        return expired.query(connection, rows -> {
            List<SessionHeader> found = new ArrayList<>();
            while (rows.next()) {
                found.add(sessions.header(rows, SessionKey.ofStored(id(rows))));
            }
            return found;
        });
    }

    /** Those of the found that were still there and expired. */
    private List<SessionHeader> delete(Connection connection, Instant by, List<SessionHeader> found)
            throws SQLException {
        if (found.isEmpty()) {
            return found;
        }
        List<BoundStatement> deletes =
                found.stream().map(each -> statements.delete(each.key(), by)).toList();
        int[] rows = Connections.inTransaction(connection, same -> BoundStatement.executeAll(same, deletes));
        return IntStream.range(0, rows.length)
                .filter(i -> rows[i] > 0)
                .mapToObj(found::get)
                .toList();
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
