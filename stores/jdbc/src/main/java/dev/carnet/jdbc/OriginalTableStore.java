package dev.carnet.jdbc;

import dev.carnet.jdbc.sql.BoundStatement;
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
import dev.carnet.spi.document.WholeDocument;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Stores sessions in a table of two columns, as Dancer has it, without any change to the table. Thread-safe if the data
 * source is.
 *
 * <pre>
 * id            CHAR(40) PRIMARY KEY   the key
 * session_data  TEXT or VARCHAR        {@link WholeDocument}: bookkeeping and attributes in one JSON object
 * last_active   TIMESTAMP              if it is there: when the database was last told of an access
 * </pre>
 *
 * Other programs that write here do not know versions, so a write compares the whole text with what was read:
 *
 * <pre>
 * find      SELECT ... WHERE id = ?
 * create    INSERT, which does nothing if the id is taken
 * update    UPDATE ... SET id = ?, session_data = ? WHERE id = ? AND session_data = ?
 * touch     UPDATE ... WHERE id = ? AND the text begins with the version AND the access in it is earlier
 * delete    DELETE ... WHERE id = ?
 * scan      SELECT ... WHERE id &gt; ? ORDER BY id LIMIT ?
 * </pre>
 *
 * A row more says which process sweeps: {@link LeaseRecord}.
 *
 * <p>If a touch came in between, an update reads and writes once more. The expiry is inside the text: rows that may have
 * expired are read, then deleted one by one if unchanged. Only the key is indexed.
 */
final class OriginalTableStore extends TableSessionStore implements DocumentGuard.Texts {
    private static final int ROWS_AT_ONCE = 500;

    /** Places in every SELECT. */
    private static final int DATA = 1;

    private static final int LAST_ACTIVE = 2;

    private final DocumentStatements statements;
    private final WholeDocument documents;
    private final DocumentGuard guard;
    private final LeaseRecord lease = new LeaseRecord(this, "JDBC");
    private final boolean hasLastActive;

    OriginalTableStore(DataSource dataSource, JdbcTable table, Runnable onClose) {
        super(dataSource, table, onClose, table.traits(false));
        documents = new WholeDocument("JDBC", table.document());
        guard = new DocumentGuard(documents, this);
        statements = new DocumentStatements(table, documents);
        hasLastActive = table.readsLastActive();
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
                        connection, rows -> rows.next() ? Optional.of(session(rows, key)) : Optional.empty()));
    }

    private SessionRecord session(ResultSet row, SessionKey key) throws SQLException {
        Instant lastActive = hasLastActive ? Instant.ofEpochSecond(row.getLong(LAST_ACTIVE)) : Instant.EPOCH;
        return SessionRows.readable(row.getString(DATA), text -> documents.read(key, text, lastActive));
    }

    @Override
    public boolean replace(SessionKey key, String asRead, SessionRecord next) {
        BoundStatement guarded = statements.update(key, asRead, next);
        return connections.write("the session could not be stored", guarded::execute) > 0;
    }

    @Override
    public boolean remove(SessionKey key, String asRead) {
        BoundStatement guarded = statements.delete(key, asRead);
        return connections.write("the session could not be deleted", guarded::execute) > 0;
    }

    @Override
    public UpdateResult update(SessionUpdate update) {
        return guard.update(update);
    }

    @Override
    public boolean touch(SessionKey key, long version, Instant lastAccessedAt, Instant expiresAt) {
        BoundStatement guarded = statements.touch(key, version, lastAccessedAt, expiresAt);
        return connections.write("the last access could not be stored", guarded::execute) > 0;
    }

    @Override
    public boolean delete(SessionKey key, @Nullable Instant ifExpiredBy) {
        if (ifExpiredBy != null) {
            return guard.deleteIfExpired(key, ifExpiredBy);
        }
        BoundStatement delete = statements.delete(key);
        return connections.write("the session could not be deleted", delete::execute) > 0;
    }

    @Override
    public SweepBatch deleteExpired(SweepQuery query, @Nullable String cursor, int limit) {
        int most = Math.min(limit, ROWS_AT_ONCE);
        SessionQuery wanted = query.asScan();
        BoundStatement select = statements.findExpired(query, cursor == null ? "" : cursor, most);
        SessionPage page = connections.read(
                "expired sessions could not be searched for",
                connection -> select.query(connection, rows -> page(rows, this::session, wanted, most)));
        return guard.deleteExpired(query, page);
    }

    @Override
    public boolean claimSweep(String keyPrefix, String sweeper, Instant now, Instant until) {
        return lease.claim(keyPrefix, sweeper, now, until);
    }

    @Override
    public SessionPage scan(SessionQuery query, @Nullable String cursor, int limit) {
        BoundStatement select = statements.scan(query.keyPrefix(), cursor == null ? "" : cursor, limit);
        return connections.read(
                "sessions could not be listed",
                connection -> select.query(connection, rows -> page(rows, this::session, query, limit)));
    }
}
