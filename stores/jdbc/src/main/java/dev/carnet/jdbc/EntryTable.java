package dev.carnet.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.carnet.ConfigurationException;
import dev.carnet.SessionStoreException;
import dev.carnet.spi.Setting;
import dev.carnet.spi.Settings;
import dev.carnet.spi.StoreSetup;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code entries} of KiokuDB in a SQL database, as Perl's {@code KiokuDB::Backend::DBI} has it: what the engine
 * {@code KiokuDB} keeps there. Thread-safe, as far as the data source is.
 *
 * <pre>
 * id      VARCHAR(255) PRIMARY KEY
 * data    BLOB                       the entry as JSON; compared as a whole before it is replaced or deleted
 * class   VARCHAR                    repeats what the JSON says
 * root    BOOLEAN                    the same
 * tied    CHAR(1)                    Perl's
 * </pre>
 */
public final class EntryTable implements AutoCloseable {
    private static final int MOST_AT_ONCE = 500;

    private final DataSource dataSource;
    private final Runnable onClose;
    private final Connections connections;
    private final Dialect dialect;
    private final boolean isDurable;
    private final long maxBytes;
    private final int idMarks;
    private final String insert;
    private final String replace;
    private final String delete;

    /**
     * An entry.
     *
     * @param json all of it
     * @param type its class in Perl, or null for a plain value
     * @param isRoot whether it is kept though nothing refers to it
     */
    public record Row(String id, String json, @Nullable String type, boolean isRoot) {}

    private EntryTable(DataSource dataSource, Dialect dialect, Place place, Runnable onClose) {
        this.dataSource = dataSource;
        this.onClose = onClose;
        this.dialect = dialect;
        this.connections = new Connections(dataSource, dialect);
        this.isDurable = place.isDurable();
        this.maxBytes = place.maxBytes();
        idMarks = (int) dialect.idIs().chars().filter(c -> c == '?').count();
        insert = dialect.insert("INSERT INTO entries (id, data, class, root) VALUES (?, ?, ?, ?)");
        String asRead = " WHERE " + dialect.idIs() + " AND " + dialect.blobIs("data");
        replace = "UPDATE entries SET data = ?, class = ?, root = ?" + asRead;
        delete = "DELETE FROM entries" + asRead;
    }

    private record Place(boolean isDurable, long maxBytes) {}

    /** The settings of a database, as the engine DBI has them. */
    public static List<Setting<?>> settings() {
        return List.of(
                DbiProvider.DSN,
                DbiProvider.USER,
                DbiProvider.PASSWORD,
                DbiProvider.DATA_SOURCE,
                DbiProvider.POOL_SIZE,
                DbiProvider.CONNECT_TIMEOUT,
                DbiProvider.BUSY_TIMEOUT);
    }

    /** Throws {@link ConfigurationException} if the settings do not name one database. */
    public static void check(Settings settings) {
        DbiProvider.checkPlace(settings);
    }

    /**
     * The operator's view of the tables.
     *
     * @param create whether they are created when the table is opened
     */
    public static StoreSetup setup(Settings settings, boolean create) {
        return DbiProvider.setup(settings, new EntriesBlueprint(create));
    }

    /**
     * Opens the table.
     *
     * @param create whether to create database file and tables that are not there
     * @throws ConfigurationException if the settings do not fit together
     * @throws SessionStoreException if the database cannot be reached, or lacks the table
     */
    public static EntryTable open(Settings settings, boolean create) {
        EntriesBlueprint blueprint = new EntriesBlueprint(create);
        if (create) {
            DbiProvider.setup(settings, blueprint).apply();
        }
        Optional<DataSource> handedIn = DbiProvider.handedIn(settings);
        if (handedIn.isPresent()) {
            return open(handedIn.get(), blueprint, () -> {});
        }
        Database database = DbiProvider.database(settings);
        database.dsn().file().ifPresent(SqliteFile::requireThere);
        HikariDataSource pool = database.pool();
        try {
            if (create && database.dsn().isInMemory()) {
                JdbcSetup.of(pool, blueprint).apply();
            }
            return open(pool, blueprint, pool::close);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    private static EntryTable open(DataSource dataSource, EntriesBlueprint blueprint, Runnable onClose) {
        Dialect dialect = new Dialect();
        try (Connection connection = dataSource.getConnection()) {
            dialect = Dialect.of(connection);
            EntriesBlueprint.EntriesGap gap = blueprint.find(connection, dialect);
            if (!gap.hasEntries()) {
                throw new SessionStoreException("DBI: " + gap, null);
            }
            Place place = new Place(
                    dialect.isDurable(connection), dialect.maxTextBytes(connection, EntriesBlueprint.ENTRIES, "data"));
            return new EntryTable(dataSource, dialect, place, onClose);
        } catch (SQLException e) {
            throw Connections.failed("the store cannot be opened", e, dialect);
        }
    }

    /** Whether what is stored outlives the process. */
    public boolean isDurable() {
        return isDurable;
    }

    /** The most bytes an entry's JSON in ASCII may have. */
    public long maxBytes() {
        return maxBytes;
    }

    /** The pool, or what was handed in. */
    public DataSource dataSource() {
        return dataSource;
    }

    /** Inserts an entry; false if the id is taken. */
    public boolean insert(Row row) {
        return connections.write("the entry could not be stored", connection -> insert(connection, List.of(row)) == 1);
    }

    /** Inserts entries, in one transaction; gives how many, leaving out those whose id is taken. */
    public int insertAll(Collection<Row> rows) {
        return connections.write(
                "entries could not be stored", together(rows.size(), connection -> insert(connection, rows)));
    }

    /** One statement is a transaction by itself. */
    private static <T> Connections.Work<T> together(int statements, Connections.Work<T> work) {
        return statements > 1 ? connection -> Connections.inTransaction(connection, work) : work;
    }

    private int insert(Connection connection, Collection<Row> rows) throws SQLException {
        int inserted = 0;
        for (Row each : rows) {
            List<@Nullable Object> parameters = new ArrayList<>();
            Collections.addAll(
                    parameters, each.id(), dialect.blob(each.json()), each.type(), dialect.flag(each.isRoot()));
            try {
                inserted += bound(insert, parameters).execute(connection);
            } catch (SQLException e) {
                if (!dialect.isDuplicateKey(e)) {
                    throw e;
                }
            }
        }
        return inserted;
    }

    /** Writes an entry where under its id just this JSON stands; false if it does not. */
    public boolean replace(String asRead, Row next) {
        List<@Nullable Object> parameters = new ArrayList<>();
        Collections.addAll(parameters, dialect.blob(next.json()), next.type(), dialect.flag(next.isRoot()));
        addAsRead(next.id(), asRead, parameters);
        BoundStatement update = bound(replace, parameters);
        return connections.write("the entry could not be stored", update::execute) > 0;
    }

    /** Deletes an entry if under its id just this JSON stands; false if it does not. */
    public boolean delete(String id, String asRead) {
        List<@Nullable Object> parameters = new ArrayList<>();
        addAsRead(id, asRead, parameters);
        return delete(List.of(id), bound(delete, parameters)::execute) > 0;
    }

    /** Deletes entries, whatever they hold, in one transaction. */
    public void deleteAll(Collection<String> ids) {
        delete(ids, together(ids.size(), connection -> deleteAll("entries", ids, connection)));
    }

    /** Where Perl's queries index the values of an entry, the index has to let go of it first. */
    private int delete(Collection<String> ids, Connections.Work<Integer> work) {
        return connections.write("entries could not be deleted", connection -> {
            try {
                return work.on(connection);
            } catch (SQLException e) {
                if (!dialect.isDuplicateKey(e) || !connection.getAutoCommit()) {
                    throw e;
                }
                return Connections.inTransaction(connection, same -> {
                    deleteAll("gin_index", ids, same);
                    return work.on(same);
                });
            }
        });
    }

    private int deleteAll(String table, Collection<String> ids, Connection connection) throws SQLException {
        int deleted = 0;
        for (String each : ids) {
            List<@Nullable Object> parameters = new ArrayList<>();
            addId(each, parameters);
            deleted += bound("DELETE FROM " + table + " WHERE " + dialect.idIs(), parameters)
                    .execute(connection);
        }
        return deleted;
    }

    private void addAsRead(String id, String asRead, List<@Nullable Object> parameters) {
        addId(id, parameters);
        parameters.add(dialect.blob(asRead));
    }

    private void addId(String id, List<@Nullable Object> parameters) {
        for (int i = 0; i < idMarks; i++) {
            parameters.add(id);
        }
    }

    /** The entries with these ids, as far as they are there. */
    public List<Row> get(Collection<String> ids) {
        List<Row> found = new ArrayList<>();
        List<String> all = List.copyOf(ids);
        for (int from = 0; from < all.size(); from += MOST_AT_ONCE) {
            List<String> some = all.subList(from, Math.min(from + MOST_AT_ONCE, all.size()));
            Set<String> exactly = new HashSet<>(some);
            BoundStatement select = bound(
                    "SELECT id, data, class, " + rootColumn() + " FROM entries WHERE id IN ("
                            + String.join(", ", Collections.nCopies(some.size(), "?")) + ")",
                    some);
            found.addAll(connections.read(
                    "entries could not be read",
                    connection -> select.query(connection, rows -> {
                        List<Row> read = new ArrayList<>();
                        while (rows.next()) {
                            Row row = row(rows);
                            if (exactly.contains(row.id())) {
                                read.add(row);
                            }
                        }
                        return read;
                    })));
        }
        return found;
    }

    private String rootColumn() {
        return "CASE WHEN " + dialect.isTrue("root") + " THEN 1 ELSE 0 END AS is_root";
    }

    private static Row row(ResultSet rows) throws SQLException {
        return new Row(
                rows.getString("id"),
                new String(rows.getBytes("data"), StandardCharsets.UTF_8),
                rows.getString("class"),
                rows.getInt("is_root") == 1);
    }

    /**
     * Entries in the order of their ids.
     *
     * @param roots whether roots are wanted or all others; null for both
     * @param after the id behind which to begin; empty for the first
     */
    public List<Row> scan(@Nullable Boolean roots, String after, int limit) {
        String condition = roots == null ? "" : (roots ? "" : "NOT ") + "(" + dialect.isTrue("root") + ") AND ";
        BoundStatement select = bound(
                "SELECT id, data, class, " + rootColumn() + " FROM entries WHERE " + condition + "id > ? ORDER BY id"
                        + dialect.limit(),
                List.of(after, limit));
        return connections.read(
                "entries could not be listed",
                connection -> select.query(connection, rows -> {
                    List<Row> found = new ArrayList<>();
                    while (rows.next()) {
                        found.add(row(rows));
                    }
                    return found;
                }));
    }

    private BoundStatement bound(String sql, List<? extends @Nullable Object> parameters) {
        return BoundStatement.of(dialect, sql, parameters);
    }

    /** Closes the pool; a data source that was handed in stays open. */
    @Override
    public void close() {
        onClose.run();
    }
}
