package dev.carnet.dancer.share;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.carnet.error.PoolExhaustedException;
import dev.carnet.error.SessionException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.error.SessionTooLargeException;
import dev.carnet.error.StoreUnreachableException;
import dev.carnet.jdbc.sql.Dialect;
import dev.carnet.spi.SessionKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Rows as {@code Dancer::Session::DBI} and {@code Dancer2::Session::DBIC} keep them: a column for the id and one for the text.
 * Of a column {@code last_active} the last write is known. The text that was read guards the one that is written.
 */
final class SqlRecords implements RawRecords {
    private static final String LAST_ACTIVE = "last_active";

    /** STRING_DATA_RIGHT_TRUNCATION. */
    private static final String TOO_LONG = "22001";

    private final DataSource source;
    private final Runnable closing;
    private final SqlTable table;
    private final boolean hasLastActive;
    private final String same;
    private final String limited;

    /**
     * Looks at the table.
     *
     * @throws SessionStoreException if it cannot be reached or is not there
     */
    SqlRecords(DataSource source, SqlTable table, Runnable closing) {
        this.source = source;
        this.table = table;
        this.closing = closing;
        try (Connection connection = source.getConnection()) {
            this.hasLastActive = hasLastActive(connection);
            this.same = same(connection);
            this.limited = Dialect.of(connection).limit();
        } catch (SQLException e) {
            throw failure("the table " + table.name() + " cannot be read", e);
        }
    }

    private boolean hasLastActive(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                        connection.prepareStatement("SELECT * FROM " + table.name() + " WHERE 1 = 0");
                ResultSet nothing = statement.executeQuery()) {
            boolean found = false;
            for (int i = 1; i <= nothing.getMetaData().getColumnCount(); i++) {
                found |= LAST_ACTIVE.equalsIgnoreCase(nothing.getMetaData().getColumnName(i));
            }
            return found;
        }
    }

    /** How the text is compared to the last character, whatever the column's collation. */
    private String same(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
        return product.contains("mysql") || product.contains("maria")
                ? "CAST(" + table.data() + " AS BINARY) = CAST(? AS BINARY)"
                : table.data() + " = ?";
    }

    @Override
    public Optional<RawRecord> get(SessionKey key) {
        return call("read", connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement(select() + " WHERE " + table.id() + " = ?")) {
                statement.setString(1, key.value());
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        // A collation may take another id for this one.
                        if (id(rows).equals(key.value())) {
                            return record(rows);
                        }
                    }
                    return Optional.empty();
                }
            }
        });
    }

    private String select() {
        return "SELECT " + table.id() + ", " + table.data() + (hasLastActive ? ", " + LAST_ACTIVE : "") + " FROM "
                + table.name();
    }

    /** A CHAR column is filled with blanks. */
    private static String id(ResultSet row) throws SQLException {
        return String.valueOf(row.getString(1)).stripTrailing();
    }

    private Optional<RawRecord> record(ResultSet row) throws SQLException {
        String text = row.getString(2);
        Timestamp active = hasLastActive ? row.getTimestamp(LAST_ACTIVE) : null;
        return text == null
                ? Optional.empty()
                : Optional.of(new RawRecord(
                        new String(text.getBytes(UTF_8), ISO_8859_1),
                        active == null ? null : active.toInstant(),
                        null));
    }

    private static String text(String content) {
        return new String(content.getBytes(ISO_8859_1), UTF_8);
    }

    @Override
    public boolean insert(SessionKey key, String content, Instant keptUntil) {
        return call("written", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "INSERT INTO " + table.name() + " (" + table.id() + ", " + table.data() + ") VALUES (?, ?)")) {
                statement.setString(1, key.value());
                statement.setString(2, text(content));
                return statement.executeUpdate() == 1;
            } catch (SQLException e) {
                if (e instanceof SQLIntegrityConstraintViolationException || isTaken(connection, key)) {
                    return false;
                }
                throw e;
            }
        });
    }

    private boolean isTaken(Connection connection, SessionKey key) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
        }
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT 1 FROM " + table.name() + " WHERE " + table.id() + " = ?")) {
            statement.setString(1, key.value());
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    @Override
    public boolean replace(SessionKey key, String expected, String content, Instant keptUntil) {
        return update(
                "UPDATE " + table.name() + " SET " + table.data() + " = ? WHERE " + table.id() + " = ? AND " + same,
                text(content),
                key.value(),
                text(expected));
    }

    @Override
    public boolean remove(SessionKey key, String expected) {
        return update(
                "DELETE FROM " + table.name() + " WHERE " + table.id() + " = ? AND " + same,
                key.value(),
                text(expected));
    }

    private boolean update(String sql, String... values) {
        return call("written", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < values.length; i++) {
                    statement.setString(i + 1, values[i]);
                }
                return statement.executeUpdate() > 0;
            }
        });
    }

    /** The statement itself says how many rows it takes: a planner that knows reads them by the index instead of sorting all. */
    @Override
    public Page page(@Nullable String cursor, int limit) {
        return call("read", connection -> {
            String after = cursor == null ? "" : " WHERE " + table.id() + " > ?";
            try (PreparedStatement statement =
                    connection.prepareStatement(select() + after + " ORDER BY " + table.id() + limited)) {
                int parameter = 1;
                if (cursor != null) {
                    statement.setString(parameter++, cursor);
                }
                statement.setInt(parameter, limit);
                return page(statement, limit);
            }
        });
    }

    private Page page(PreparedStatement statement, int limit) throws SQLException {
        Map<SessionKey, RawRecord> records = new LinkedHashMap<>();
        List<String> strays = new ArrayList<>();
        String last = null;
        int count = 0;
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                count++;
                last = rows.getString(1);
                Optional<RawRecord> record = record(rows);
                try {
                    SessionKey key = new SessionKey(id(rows));
                    record.ifPresentOrElse(raw -> records.put(key, raw), () -> strays.add(key.value()));
                } catch (IllegalArgumentException noKey) {
                    strays.add(id(rows));
                }
            }
        }
        return new Page(records, strays, count < limit ? null : last);
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private <T> T call(String verb, Work<T> work) {
        try (Connection connection = source.getConnection()) {
            T result = work.on(connection);
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
            return result;
        } catch (SQLException e) {
            throw failure("a session cannot be " + verb, e);
        }
    }

    /** What a driver says of data may quote them. */
    private static SessionException failure(String problem, SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        if (e instanceof SQLTransientConnectionException && e.getCause() == null && state.isEmpty()) {
            return new PoolExhaustedException(
                    "DBI: " + problem
                            + ": all connections of the pool were in use for connect_timeout. Raise pool_size, or"
                            + " find out what keeps them",
                    e);
        }
        String message = "DBI: " + problem + " (SQLSTATE " + (state.isEmpty() ? "unknown" : state) + ", code "
                + e.getErrorCode() + "). ";
        if (state.equals(TOO_LONG)) {
            return new SessionTooLargeException(
                    message + "A column is too short for it: widen it, or store large data elsewhere");
        }
        if (e instanceof SQLTransientConnectionException
                || e instanceof SQLRecoverableException
                || state.startsWith("08")) {
            return new StoreUnreachableException(
                    message + "Check whether the database is up and reachable from here", e);
        }
        boolean quotesData = state.startsWith("22") || state.startsWith("23");
        return new SessionStoreException(
                message + "Check the table and the user's permissions with `carnet check`", quotesData ? null : e);
    }

    @Override
    public void close() {
        closing.run();
    }
}
