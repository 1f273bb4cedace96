package dev.carnet.jdbc;

import dev.carnet.error.SessionStoreException;
import dev.carnet.error.UnreadableSessionException;
import dev.carnet.jdbc.connection.Connections;
import dev.carnet.jdbc.sql.BoundStatement;
import dev.carnet.jdbc.sql.Dialect;
import dev.carnet.jdbc.sql.Transactions;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionPage;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.StoreTraits;
import dev.carnet.spi.document.StoredHeader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/** Common code of the stores that keep a session as a row. */
abstract class TableSessionStore implements SessionStore {
    /** The number of rows that one transaction inserts. More are hardly faster, and concurrent writers wait longer. */
    private static final int AT_ONCE = 500;

    final Dialect dialect;
    final Connections connections;
    private final BulkDelete bulk;
    private final DataSource dataSource;
    private final Runnable onClose;
    private final StoreTraits traits;

    TableSessionStore(DataSource dataSource, JdbcTable table, Runnable onClose, StoreTraits traits) {
        this.dataSource = dataSource;
        this.onClose = onClose;
        this.traits = traits;
        dialect = table.dialect();
        connections = new Connections(dataSource, dialect);
        bulk = BulkDelete.of(table);
    }

    /**
     * Opens the store that fits the table: with Carnet's columns or with the original's alone.
     *
     * @throws SessionStoreException if the database cannot be reached or has no such table
     */
    static SessionStore open(DataSource dataSource, JdbcOptions options, Runnable onClose) {
        JdbcTable table = JdbcTable.look(dataSource, options);
        return table.gap().isOriginal()
                ? new OriginalTableStore(dataSource, table, onClose)
                : new JdbcSessionStore(dataSource, table, onClose);
    }

    @Override
    public final StoreTraits traits() {
        return traits;
    }

    /** The store's {@link DataSource}: the pool it opened or the one handed in. */
    @Override
    public final <T> Optional<T> unwrap(Class<T> type) {
        return type.isInstance(dataSource) ? Optional.of(type.cast(dataSource)) : SessionStore.super.unwrap(type);
    }

    @Override
    public final void close() {
        onClose.run();
    }

    /** False if the id is taken. */
    private boolean insert(BoundStatement insert) {
        return connections.write("the new session could not be stored", connection -> {
            try {
                return insert.execute(connection) > 0;
            } catch (SQLException e) {
                if (dialect.isDuplicateKey(e)) {
                    return false;
                }
                throw e;
            }
        });
    }

    /** The statement that inserts a session. */
    abstract BoundStatement creation(SessionRecord session);

    @Override
    public final boolean create(SessionRecord session) {
        return insert(creation(session));
    }

    /** A batch a transaction. Where a key that is taken is an error, which ends the batch, its sessions are inserted singly. */
    @Override
    public final Set<SessionKey> createAll(Collection<SessionRecord> sessions) {
        Set<SessionKey> created = new HashSet<>();
        for (List<SessionRecord> batch : batches(sessions, AT_ONCE)) {
            List<BoundStatement> inserts = batch.stream().map(this::creation).toList();
            int[] rows = connections.write("new sessions could not be stored", connection -> {
                try {
                    return Transactions.inTransaction(connection, same -> BoundStatement.executeAll(same, inserts));
                } catch (SQLException e) {
                    if (dialect.isDuplicateKey(e)) {
                        return new int[0];
                    }
                    throw e;
                }
            });
            for (int i = 0; i < batch.size(); i++) {
                if (rows.length == 0 ? create(batch.get(i)) : rows[i] > 0) {
                    created.add(batch.get(i).header().key());
                }
            }
        }
        return created;
    }

    /** A batch a transaction, in the order of the keys, so that of two callers neither waits for the other in turn. */
    @Override
    public final Set<SessionKey> deleteAll(Collection<SessionKey> keys) {
        Set<SessionKey> deleted = new HashSet<>();
        for (List<SessionKey> batch : batches(keys.stream().distinct().sorted().toList(), bulk.atOnce())) {
            deleted.addAll(
                    connections.write("sessions could not be deleted", connection -> bulk.delete(connection, batch)));
        }
        return deleted;
    }

    private static <T> List<List<T>> batches(Collection<T> all, int atOnce) {
        List<T> list = List.copyOf(all);
        List<List<T>> batches = new ArrayList<>();
        for (int from = 0; from < list.size(); from += atOnce) {
            batches.add(list.subList(from, Math.min(from + atOnce, list.size())));
        }
        return batches;
    }

    /** Makes a session of a row. */
    @FunctionalInterface
    interface RowReader {
        SessionRecord read(ResultSet row, SessionKey key) throws SQLException;
    }

    private String id(ResultSet row) throws SQLException {
        return dialect.id(String.valueOf(row.getString("id")));
    }

    /** The sessions that match a query exactly; a collation may have treated two users as equal. */
    final SessionPage page(ResultSet rows, RowReader reader, SessionQuery query, int limit) throws SQLException {
        List<SessionRecord> page = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        int seen = 0;
        String last = "";
        for (; rows.next(); seen++) {
            last = id(rows);
            if (StoredHeader.isLease(last)) {
                continue;
            }
            try {
                SessionRecord session = reader.read(rows, SessionKey.ofStored(last));
                if (query.matches(session.header())) {
                    page.add(session);
                }
            } catch (UnreadableSessionException e) {
                unreadable.add(last);
            }
        }
        return new SessionPage(page, unreadable, seen < limit ? null : last);
    }
}
