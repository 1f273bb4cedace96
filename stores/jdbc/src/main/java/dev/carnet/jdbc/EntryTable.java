package dev.carnet.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.carnet.error.ConfigurationException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.jdbc.connection.Connections;
import dev.carnet.jdbc.connection.Database;
import dev.carnet.jdbc.connection.SqliteFile;
import dev.carnet.jdbc.sql.BoundStatement;
import dev.carnet.jdbc.sql.ConnectionWork;
import dev.carnet.jdbc.sql.Dialect;
import dev.carnet.jdbc.sql.Transactions;
import dev.carnet.spi.document.IndexedHeader;
import dev.carnet.spi.setup.PasswordFile;
import dev.carnet.spi.setup.Setting;
import dev.carnet.spi.setup.Settings;
import dev.carnet.spi.setup.StoreSetup;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code entries} of KiokuDB in a SQL database, as in Perl's {@code KiokuDB::Backend::DBI}. Thread-safe if the
 * data source is.
 *
 * <pre>
 * id      VARCHAR(255) PRIMARY KEY
 * data    BLOB                       the entry as JSON; compared as a whole before it is replaced or deleted
 * class   VARCHAR                    repeats what the JSON says
 * root    BOOLEAN                    the same
 * tied    CHAR(1)                    Perl's
 *
 * carnet_user, carnet_handle         columns that {@code init} adds, with an index each, because Perl's KiokuDB does not have
 * carnet_expires                     them: {@link IndexedHeader}. It works with such a table, too, and leaves them as they are.
 * </pre>
 */
public final class EntryTable implements AutoCloseable {
    private static final int MOST_AT_ONCE = 500;
    private static final String NOT_DELETED = "entries could not be deleted";

    private final DataSource dataSource;
    private final Runnable onClose;
    private final Connections connections;
    private final Dialect dialect;
    private final boolean isDurable;
    private final long maxBytes;
    private final boolean isIndexed;
    private final EntryStatements statements;

    /**
     * An entry.
     *
     * @param json all of it; of a table of bytes these, one a character
     * @param type its class in Perl, or null for a plain value
     * @param isRoot whether it is kept though nothing refers to it
     * @param indexed what the table's index holds of it, if it has one; null where another program wrote the row
     */
    public record Row(
            String id,
            String json,
            @Nullable String type,
            boolean isRoot,
            @Nullable IndexedHeader indexed) {}

    private EntryTable(DataSource dataSource, Dialect dialect, Place place, boolean isText, Runnable onClose) {
        this.dataSource = dataSource;
        this.onClose = onClose;
        this.dialect = dialect;
        this.connections = new Connections(dataSource, dialect);
        this.isDurable = place.isDurable();
        this.maxBytes = place.maxBytes();
        this.isIndexed = place.isIndexed();
        this.statements = new EntryStatements(dialect, isText, place.hasIndexedColumns());
    }

    private record Place(boolean isDurable, long maxBytes, boolean hasIndexedColumns, boolean isIndexed) {}

    /** The settings of a database, as the engine JDBC has them. */
    public static List<Setting<?>> settings() {
        return List.of(
                DbiProvider.DSN,
                DbiProvider.USER,
                DbiProvider.PASSWORD,
                PasswordFile.SETTING,
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
        return open(settings, create, true);
    }

    /** The same for entries that are no texts: each of their bytes is given and taken as a character (ISO 8859-1). */
    public static EntryTable openBytes(Settings settings, boolean create) {
        return open(settings, create, false);
    }

    private static EntryTable open(Settings settings, boolean create, boolean isText) {
        EntriesBlueprint blueprint = new EntriesBlueprint(create);
        if (create) {
            DbiProvider.place(settings, blueprint).ifPresent(JdbcSetup::applyWhereNothingIs);
        }
        Optional<DataSource> handedIn = DbiProvider.handedIn(settings);
        if (handedIn.isPresent()) {
            return open(handedIn.get(), blueprint, isText, () -> {});
        }
        Database database = DbiProvider.database(settings);
        database.dsn().file().ifPresent(SqliteFile::requireThere);
        HikariDataSource pool = database.pool();
        try {
            if (create && database.dsn().isInMemory()) {
                JdbcSetup.of(pool, blueprint).apply();
            }
            return open(pool, blueprint, isText, pool::close);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    private static EntryTable open(
            DataSource dataSource, EntriesBlueprint blueprint, boolean isText, Runnable onClose) {
        return Connections.look(dataSource, new Dialect(), "the store cannot be opened", (connection, dialect) -> {
            EntriesBlueprint.EntriesGap gap = blueprint.find(connection, dialect);
            if (!gap.hasTable()) {
                throw new SessionStoreException("JDBC: " + gap, null);
            }
            Place place = new Place(
                    dialect.isDurable(connection),
                    dialect.maxTextBytes(connection, EntriesBlueprint.ENTRIES, "data"),
                    gap.hasIndexedColumns(),
                    gap.isIndexed());
            return new EntryTable(dataSource, dialect, place, isText, onClose);
        });
    }

    /** Whether stored data survives a restart of the process. */
    public boolean isDurable() {
        return isDurable;
    }

    /** The most bytes an entry's JSON in ASCII may have. */
    public long maxBytes() {
        return maxBytes;
    }

    /** The pool, or the supplied data source. */
    public DataSource dataSource() {
        return dataSource;
    }

    /** Inserts an entry; false if the id is taken. */
    public boolean insert(Row row) {
        return connections.write("the entry could not be stored", connection -> insert(connection, List.of(row)) == 1);
    }

    /** Inserts entries, in one transaction; gives how many, leaving out those whose id is taken. */
    public int insertAll(Collection<Row> rows) {
        List<Row> ordered = rows.stream().sorted(Comparator.comparing(Row::id)).toList();
        return connections.write(
                "entries could not be stored", together(rows.size(), connection -> insert(connection, ordered)));
    }

    /** A single statement is its own transaction. Several lock rows in the order of their ids. */
    private static <T> ConnectionWork<T> together(int statements, ConnectionWork<T> work) {
        return statements > 1 ? connection -> Transactions.inTransaction(connection, work) : work;
    }

    private int insert(Connection connection, Collection<Row> rows) throws SQLException {
        int inserted = 0;
        for (Row each : rows) {
            try {
                inserted += statements.insert(each).execute(connection);
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
        BoundStatement update = statements.replace(asRead, next);
        return connections.write("the entry could not be stored", update::execute) > 0;
    }

    /** Deletes an entry if under its id just this JSON stands; false if it does not. */
    public boolean delete(String id, String asRead) {
        return delete(List.of(id), statements.delete(id, asRead)::execute) > 0;
    }

    /** Deletes those of some entries under whose ids just their JSON stands, in one transaction; gives their ids. */
    public Set<String> deleteUnchanged(Collection<Row> asRead) {
        List<Row> ordered =
                asRead.stream().sorted(Comparator.comparing(Row::id)).toList();
        return connections.write(NOT_DELETED, connection -> {
            try {
                return together(
                                ordered.size(),
                                same -> deleted(ordered, each -> unchanged(each).on(same)))
                        .on(connection);
            } catch (SQLException e) {
                if (!holdsIndex(e, connection)) {
                    throw e;
                }
                return deleted(ordered, each -> delete(connection, List.of(each.id()), unchanged(each)));
            }
        });
    }

    private ConnectionWork<Integer> unchanged(Row asRead) {
        return statements.delete(asRead.id(), asRead.json())::execute;
    }

    /** Deletes a row; gives how many that were. */
    @FunctionalInterface
    private interface Deletion {
        int of(Row row) throws SQLException;
    }

    private static Set<String> deleted(List<Row> rows, Deletion deletion) throws SQLException {
        Set<String> deleted = new HashSet<>();
        for (Row each : rows) {
            if (deletion.of(each) > 0) {
                deleted.add(each.id());
            }
        }
        return deleted;
    }

    /** Deletes entries unconditionally, in one transaction. */
    public void deleteAll(Collection<String> ids) {
        List<String> ordered = ids.stream().sorted().toList();
        delete(ordered, together(ids.size(), connection -> all(ordered, statements::delete, connection)));
    }

    private int delete(Collection<String> ids, ConnectionWork<Integer> work) {
        return connections.write(NOT_DELETED, connection -> delete(connection, ids, work));
    }

    /** Where Perl's queries index the values of an entry, the index has to let go of it first. */
    private int delete(Connection connection, Collection<String> ids, ConnectionWork<Integer> work)
            throws SQLException {
        try {
            return work.on(connection);
        } catch (SQLException e) {
            if (!holdsIndex(e, connection)) {
                throw e;
            }
            return Transactions.inTransaction(connection, same -> {
                all(ids, statements::unindex, same);
                return work.on(same);
            });
        }
    }

    private boolean holdsIndex(SQLException e, Connection connection) throws SQLException {
        return dialect.isDuplicateKey(e) && connection.getAutoCommit();
    }

    private static int all(Collection<String> ids, Function<String, BoundStatement> statement, Connection connection)
            throws SQLException {
        int rows = 0;
        for (String each : ids) {
            rows += statement.apply(each).execute(connection);
        }
        return rows;
    }

    /** The existing entries with these ids. */
    public List<Row> get(Collection<String> ids) {
        List<Row> found = new ArrayList<>();
        List<String> all = List.copyOf(ids);
        for (int from = 0; from < all.size(); from += MOST_AT_ONCE) {
            List<String> some = all.subList(from, Math.min(from + MOST_AT_ONCE, all.size()));
            Set<String> exactly = new HashSet<>(some);
            rows("entries could not be read", statements.get(some)).stream()
                    .filter(each -> exactly.contains(each.id()))
                    .forEach(found::add);
        }
        return found;
    }

    private List<Row> rows(String failure, BoundStatement select) {
        return connections.read(failure, connection -> select.query(connection, statements::rows));
    }

    /**
     * Entries in the order of their ids.
     *
     * @param roots whether roots are wanted or all others; null for both
     * @param after the id behind which to begin; empty for the first
     */
    public List<Row> scan(@Nullable Boolean roots, String after, int limit) {
        return rows("entries could not be listed", statements.scan(roots, after, limit));
    }

    /** Whether the table has indexes for the following methods, which otherwise may read all of it. */
    public boolean isIndexed() {
        return isIndexed;
    }

    /** The entries of a user's sessions, in the order of their ids. */
    public List<Row> ofUser(String user, String after, int limit) {
        return rows("entries could not be searched", statements.indexed(EntryStatements.USER, user, after, limit));
    }

    /** The entries of sessions with a handle, in the order of their ids. */
    public List<Row> ofHandle(String handle, String after, int limit) {
        return rows("entries could not be searched", statements.indexed(EntryStatements.HANDLE, handle, after, limit));
    }

    /**
     * The entries of sessions that expire by a time, in the order of their expiry and their ids.
     *
     * @param by milliseconds since 1970
     * @param from the expiry to begin with
     * @param after the id behind which to begin among those of this expiry
     */
    public List<Row> expiring(long by, long from, String after, int limit) {
        return rows("entries could not be searched", statements.expiring(by, from, after, limit));
    }

    /** Entries that are not in the index, in the order of their ids. */
    public List<Row> unindexed(String after, int limit) {
        return rows("entries could not be listed", statements.unindexed(after, limit));
    }

    /** Closes the pool; a data source that was handed in stays open. */
    @Override
    public void close() {
        onClose.run();
    }
}
