package dev.carnet.jdbc.sql;

import dev.carnet.spi.setup.StoreSetup.Finding;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The SQL, error codes and limits of most databases. A subclass overrides the differences of a database. */
public class Dialect {
    /** CHARACTER_NOT_IN_REPERTOIRE, and PostgreSQL's UNTRANSLATABLE_CHARACTER. */
    private static final Set<String> BAD_CHARACTER = Set.of("22021", "22P05");

    /** ODBC's code, H2's for an empty database, and HSQLDB's, which does not tell it from a missing permission. */
    private static final Set<String> MISSING_TABLE = Set.of("42S02", "42S04", "42501");

    /** H2's "not enough rights", MariaDB's and MySQL's for a table and for a column, SQL Server's. */
    private static final Set<Integer> DENIED = Set.of(90096, 1142, 1143, 229);

    public static final long MAX_TEXT_BYTES = 1_000_000_000;

    /** The dialect of the database behind a connection. */
    public static Dialect of(Connection connection) throws SQLException {
        return switch (connection.getMetaData().getDatabaseProductName()) {
            case "SQLite" -> new SqliteDialect();
            case "MariaDB", "MySQL" -> MySqlDialect.of(connection.getMetaData());
            case "PostgreSQL" -> new PostgresDialect();
            case "H2" -> new H2Dialect();
            default -> new Dialect();
        };
    }

    /** Names the DDL, {@code schema-NAME.sql}. */
    public String name() {
        return "portable";
    }

    /** Quotes a name as an identifier. */
    public String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** An index of a table as {@code CREATE INDEX} names it. */
    public String indexName(TableName table, String suffix) {
        return quote(table.name() + suffix);
    }

    /** The table as {@code CREATE INDEX ... ON} names it. */
    public String indexedTable(TableName table) {
        return table.quoted(this::quote);
    }

    /** An INSERT that counts 0 rows for a key that is taken; by default it fails, which {@link #isDuplicateKey} knows. */
    public String insert(String plainInsert) {
        return plainInsert;
    }

    /**
     * The condition that a row is the one with an id, exactly: its question marks, one or more, all stand for the id. A plain
     * {@code id = ?} comes first, which the primary key's index answers; a database whose comparison overlooks case, accents
     * or blanks adds one that does not.
     */
    public String idIs() {
        return "id = ?";
    }

    /**
     * The condition that a row's id is one of several, as exactly as {@link #idIs()}: each of its lists takes all of them.
     *
     * @param count how many, at least 1
     */
    public String idIsIn(int count) {
        return "id IN (" + marks(count, "?") + ")";
    }

    static String marks(int count, String mark) {
        return String.join(", ", Collections.nCopies(count, mark));
    }

    /**
     * Whether many rows are best deleted by one statement that ends with {@code RETURNING}. In SQLite, where no statement travels, it
     * takes a fifth longer than one for each row.
     */
    public boolean returnsDeleted() {
        return false;
    }

    /** What ends a SELECT that waits for the rows that it gives and locks them; empty if nothing is known to do that. */
    public String forUpdate() {
        return "";
    }

    /** The condition that {@code session_data} holds a text, its one question mark, to the last character. */
    public String dataIs() {
        return "session_data = ?";
    }

    /** The seconds since 1970 of a time in a column, or null if nobody knows how this database says that. */
    @Nullable
    public String epochSeconds(String column) {
        return null;
    }

    /** A text as a parameter. */
    public Object text(String value) {
        return value;
    }

    /**
     * The end of a SELECT that locks its rows and skips rows locked by others; empty if the database does not support
     * it.
     */
    public String skipLocked() {
        return "";
    }

    /**
     * The one statement that deletes expired sessions and gives them, the longest expired first; its parameters are those of the
     * condition, how many at most, and perhaps the instant again by which they have expired. Null if it takes two: one that
     * finds and one that deletes.
     *
     * @param condition which of them
     * @param columns what is wanted of each
     */
    @Nullable
    public String deleteExpired(String table, String condition, String columns) {
        return null;
    }

    /**
     * Deletes rows with these ids, which are locked by the same transaction, without looking at others, which might be locked.
     *
     * @param marks a question mark for each
     */
    public String deleteLocked(String table, String marks) {
        return "DELETE FROM " + table + " WHERE id IN (" + marks + ")";
    }

    /** Whether {@link #deleteLocked} names an index that the table lacks; nothing is undone then. */
    public boolean isMissingIndex(SQLException e) {
        return false;
    }

    /** Whether a writer waits until no other writes, and finds that out by trying again and again. */
    public boolean writesOneByOne() {
        return false;
    }

    /** What there is to do between the batches of a sweep while others may write, if they write one by one. */
    public void betweenBatches(Connection connection) throws SQLException {}

    /** Does a batch of a sweep, and nothing that can be done between batches as well. */
    public <T> T alone(Connection connection, ConnectionWork<T> batch) throws SQLException {
        return batch.on(connection);
    }

    /** Whether a new connection failed since others hold a lock for a moment, which the database did not wait for. */
    public boolean refusesAtOnce(SQLException e) {
        return false;
    }

    /** The isolation level in which locked rows lock nothing around them; 0 if the usual one does. */
    public int sweepIsolation() {
        return Connection.TRANSACTION_NONE;
    }

    /** What ends a SELECT that gives at most as many rows as its last parameter says. */
    public String limit() {
        return " FETCH FIRST ? ROWS ONLY";
    }

    public boolean isDuplicateKey(SQLException e) {
        return isOfClass(e, "23");
    }

    public boolean isMissingTable(SQLException e) {
        return MISSING_TABLE.contains(String.valueOf(e.getSQLState()));
    }

    /** Whether the database itself does not exist and an authorised user can create it. */
    public boolean isMissingDatabase(SQLException e) {
        return false;
    }

    /** Whether the connection had died before it was used. */
    public boolean isDeadConnection(SQLException e) {
        return isOfClass(e, "08") && !(e instanceof SQLTransientConnectionException);
    }

    /**
     * Whether the server takes no writes on this connection: a failover has made another one the primary, or somebody has
     * closed this one for writing. By default ISO/IEC 9075-2's "read-only SQL-transaction".
     */
    public boolean isReadOnly(SQLException e) {
        return "25006".equals(e.getSQLState());
    }

    /**
     * Whether the user lacks the right to do so; by default PostgreSQL's "insufficient privilege", and H2's, MariaDB's, MySQL's
     * and SQL Server's codes, whose states are those of any wrong statement.
     */
    public boolean isDenied(SQLException e) {
        return "42501".equals(e.getSQLState()) || DENIED.contains(e.getErrorCode());
    }

    /** A user as GRANT names it. */
    public String grantee(String user) {
        return quote(user);
    }

    /**
     * Does work on a connection of somebody else's, where a setting of its driver decides whether the server keeps statements
     * by name. No name may be used: behind a proxy that lends its server connections to many clients, the same name is another
     * statement on each of them, and a read could run as a delete. Carnet's own connections are opened with that setting.
     */
    public <T> T unnamed(Connection connection, ConnectionWork<T> work) throws SQLException {
        return work.on(connection);
    }

    /** Whether the database gave no answer, or is ending or beginning and takes no connection. */
    public boolean isUnreachable(SQLException e) {
        return isOfClass(e, "08");
    }

    /** Whether the database has undone the whole transaction, as one of two that waited for each other. */
    public boolean isRolledBack(SQLException e) {
        return isOfClass(e, "40");
    }

    /** The id in a value of a {@code CHAR} column, which is padded with blanks; no id ends with one. */
    public String id(String column) {
        return column.stripTrailing();
    }

    /** A truth as a parameter, for a column of the type that this database's DDL has for it. */
    public Object flag(boolean value) {
        return value;
    }

    /** The condition that such a column holds a truth. */
    public String isTrue(String column) {
        return column;
    }

    /** A text as a parameter, for a column of bytes. */
    public Object blob(String value) {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    /** The condition that a column of bytes holds a text, its one question mark. */
    public String blobIs(String column) {
        return column + " = ?";
    }

    /** The condition that a column of bytes holds other bytes than a text's, its one question mark. */
    public String bytesAre(String column) {
        return column + " = ?";
    }

    /** The most bytes an ASCII text in a column may have before the database cuts it off or refuses it. */
    public long maxTextBytes(Connection connection, TableName table, String column) throws SQLException {
        return MAX_TEXT_BYTES;
    }

    /** Whether a column of integers accepts every integer, regardless of its type's name. */
    public boolean storesAnyInteger() {
        return false;
    }

    /** Whether a column of texts accepts every text, regardless of its declared length. */
    public boolean storesAnyLength() {
        return false;
    }

    /** Whether values of a {@code CHAR} are returned padded with blanks. */
    public boolean padsChar() {
        return true;
    }

    /** How a column of texts compares, if it takes different texts for equal that sessions tell apart; completes "the column ...". */
    public Optional<String> looseComparison(Connection connection, TableName table, String column) throws SQLException {
        return Optional.empty();
    }

    /**
     * The statement that gives a column, which is there, the type of its definition.
     *
     * @param definition as {@code CREATE TABLE} has it, with the column's name
     */
    public String changeColumn(TableName table, String column, String definition) {
        return "ALTER TABLE " + table.quoted(this::quote) + " ALTER COLUMN " + column + " SET DATA TYPE "
                + type(definition);
    }

    /** The statement that makes a column, which is there, the primary key. */
    public String addPrimaryKey(TableName table, String column) {
        return "ALTER TABLE " + table.quoted(this::quote) + " ADD PRIMARY KEY (" + column + ")";
    }

    /** The type in a column's definition. */
    protected static String type(String definition) {
        return withoutKey(definition.substring(definition.indexOf(' ') + 1)).replace(" NOT NULL", "");
    }

    /** A column's definition for a table that has a primary key already. */
    protected static String withoutKey(String definition) {
        return definition.replace(" PRIMARY KEY", "");
    }

    /** The rows of {@link DatabaseMetaData#getIndexInfo} for a table. */
    public ResultSet indexInfo(Connection connection, TableName table) throws SQLException {
        return connection.getMetaData().getIndexInfo(null, table.schema(), table.name(), false, true);
    }

    /** Whether stored data survives a restart of the process. */
    public boolean isDurable(Connection connection) throws SQLException {
        return true;
    }

    /** What an operator can do about a failure: whole sentences. */
    public String remedy(SQLException e) {
        return switch (sqlClass(e)) {
            case "08" -> "Check whether the database is up and reachable from here.";
            case "25" -> "The database accepts no writes: it is a replica or read-only. Connect to the primary.";
            case "28" -> "Check user and password.";
            case "3D" -> "Create the database, or use another one.";
            case "3F" -> "Create the schema, or use another one.";
            case "42" -> "Check the table and the user's permissions with `carnet check`.";
            default -> "Look at the database's own log.";
        };
    }

    /**
     * Whether the database refuses the data: a text longer than its column, an unsupported character. Other data
     * exceptions of SQL, such as a trigger's division by zero, are not the application's error.
     */
    public boolean refusesData(SQLException e) {
        return isTooLong(e) || BAD_CHARACTER.contains(String.valueOf(e.getSQLState()));
    }

    /** The same where a text is longer than its column: STRING_DATA_RIGHT_TRUNCATION. */
    public boolean isTooLong(SQLException e) {
        return "22001".equals(e.getSQLState());
    }

    /** Whether the driver's message may quote stored data, as for a violated constraint. */
    public boolean quotesData(SQLException e) {
        return isOfClass(e, "22") || isOfClass(e, "23");
    }

    /** What there is to say about the database's settings. */
    public List<Finding> findings(Connection connection) throws SQLException {
        return List.of();
    }

    private static boolean isOfClass(SQLException e, String sqlClass) {
        return sqlClass(e).equals(sqlClass);
    }

    /** The first two characters of the SQLSTATE, ISO/IEC 9075-2 chapter 24. */
    private static String sqlClass(SQLException e) {
        String state = e.getSQLState();
        return state == null || state.length() < 2 ? "" : state.substring(0, 2);
    }
}
