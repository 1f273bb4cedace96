package dev.carnet.jdbc;

import dev.carnet.error.SessionStoreException;
import dev.carnet.error.UnreadableSessionException;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionPage;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.StoreTraits;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** What the stores have in common that keep a session in a row, whatever the table's columns. */
abstract class TableSessionStore implements SessionStore {
    final Dialect dialect;
    final Connections connections;
    private final DataSource dataSource;
    private final Runnable onClose;
    private final StoreTraits traits;

    TableSessionStore(DataSource dataSource, JdbcTable table, Runnable onClose, StoreTraits traits) {
        this.dataSource = dataSource;
        this.onClose = onClose;
        this.traits = traits;
        dialect = table.dialect();
        connections = new Connections(dataSource, dialect);
    }

    /**
     * Opens the store that fits the table: with Carnet's columns or with the original's alone.
     *
     * @throws SessionStoreException if the database cannot be reached or has no such table
     */
    static SessionStore open(DataSource dataSource, JdbcOptions options, Runnable onClose) {
        JdbcTable table = JdbcTable.look(dataSource, options);
        return table.gap().isOriginal()
                ? new DocumentSessionStore(dataSource, table, onClose)
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
    final boolean insert(BoundStatement insert) {
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

    /** Makes a session of a row. */
    @FunctionalInterface
    interface RowReader {
        SessionRecord read(ResultSet row, SessionKey key) throws SQLException;
    }

    /** The id in a row of several: a session's key, as far as it can be one. */
    final String id(ResultSet row) throws SQLException {
        return dialect.id(String.valueOf(row.getString("id")));
    }

    /**
     * The sessions among the rows that a query means, exactly: a collation may have overlooked what makes two users
     * different.
     */
    final SessionPage page(ResultSet rows, RowReader reader, SessionQuery query, int limit) throws SQLException {
        List<SessionRecord> page = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        int seen = 0;
        String last = "";
        for (; rows.next(); seen++) {
            last = id(rows);
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
