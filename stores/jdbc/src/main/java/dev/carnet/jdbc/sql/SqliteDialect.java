package dev.carnet.jdbc.sql;

import dev.carnet.spi.setup.StoreSetup.Finding;
import dev.carnet.spi.setup.StoreSetup.Level;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;

/** SQLite 3.43 or newer. Its driver gives no SQLSTATE, only SQLite's result codes (sqlite.org/rescode.html). */
public final class SqliteDialect extends Dialect {
    @Override
    public String name() {
        return "sqlite";
    }

    @Override
    public String indexName(TableName table, String suffix) {
        return table.quotedSchema(this::quote) + super.indexName(table, suffix);
    }

    /** An index is in its table's schema, so the schema stands before the index only. */
    @Override
    public String indexedTable(TableName table) {
        return quote(table.name());
    }

    @Override
    public String insert(String plainInsert) {
        return plainInsert + " ON CONFLICT (id) DO NOTHING";
    }

    @Override
    public String epochSeconds(String column) {
        return "CAST(strftime('%s', " + column + ") AS INTEGER)";
    }

    @Override
    public Object flag(boolean value) {
        return value ? 1 : 0;
    }

    /** A column of bytes may hold a text, which is how Perl writes it, and which is readable in a shell. */
    @Override
    public Object blob(String value) {
        return value;
    }

    @Override
    public String blobIs(String column) {
        return "CAST(" + column + " AS TEXT) = ?";
    }

    /** Perl stores bytes under the type of texts. */
    @Override
    public String bytesAre(String column) {
        return "CAST(" + column + " AS BLOB) = ?";
    }

    @Override
    public String limit() {
        return " LIMIT ?";
    }

    /** The plus keeps the planner from looking for the ids by the index on the expiry. */
    @Override
    public String deleteExpired(String table, String condition, String columns) {
        return "DELETE FROM " + table + " WHERE id IN (SELECT id FROM " + table
                + " WHERE " + condition + " ORDER BY expires_at" + limit()
                + ") AND +expires_at <= ? RETURNING "
                + columns;
    }

    /** Copies the log into the database file; other connections can write at the same time. */
    @Override
    public void betweenBatches(Connection connection) throws SQLException {
        first(connection, "PRAGMA wal_checkpoint(PASSIVE)");
    }

    /** A write that finds the log long copies it at once, and others wait for that as well. */
    @Override
    public <T> T alone(Connection connection, ConnectionWork<T> batch) throws SQLException {
        String usual = first(connection, "PRAGMA wal_autocheckpoint");
        first(connection, "PRAGMA wal_autocheckpoint = 0");
        try {
            return batch.on(connection);
        } finally {
            first(connection, "PRAGMA wal_autocheckpoint = " + usual);
        }
    }

    @Override
    public boolean writesOneByOne() {
        return true;
    }

    /** SQLITE_BUSY: to turn a database to WAL it must be alone with it, and for that no busy_timeout holds. */
    @Override
    public boolean refusesAtOnce(SQLException e) {
        return (e.getErrorCode() & 0xff) == 5;
    }

    /** SQLITE_READONLY, which it says too when the file was moved away or replaced. */
    @Override
    public boolean isReadOnly(SQLException e) {
        return (e.getErrorCode() & 0xff) == 8;
    }

    /** SQLITE_ERROR: where a SELECT names nothing but the table, nothing else can be wrong with it. */
    @Override
    public boolean isMissingTable(SQLException e) {
        return e.getErrorCode() == 1;
    }

    /** A {@code CHAR} is a text like any other. */
    @Override
    public String id(String column) {
        return column;
    }

    @Override
    public boolean storesAnyInteger() {
        return true;
    }

    @Override
    public boolean storesAnyLength() {
        return true;
    }

    @Override
    public boolean padsChar() {
        return false;
    }

    /** SQLite changes no column. */
    @Override
    public String changeColumn(TableName table, String column, String definition) {
        return "`carnet export FILE`, DROP TABLE " + table.quoted(this::quote)
                + ", `carnet init`, `carnet import FILE`: SQLite changes no column";
    }

    @Override
    public String addPrimaryKey(TableName table, String column) {
        return "CREATE UNIQUE INDEX " + indexName(table, "_" + column) + " ON " + indexedTable(table) + " (" + column
                + ")";
    }

    /** A database in memory has no file. */
    @Override
    public boolean isDurable(Connection connection) throws SQLException {
        return !first(connection, "SELECT file FROM pragma_database_list WHERE name = 'main'")
                .isEmpty();
    }

    @Override
    public String remedy(SQLException e) {
        return switch (e.getErrorCode() & 0xff) {
            case 0 ->
                "The driver unpacks a native library: check whether its directory (the system property"
                        + " org.sqlite.tmpdir, otherwise java.io.tmpdir) exists and allows programs to run.";
            case 1 -> "Check the table with `carnet check`.";
            case 5, 6 -> "Another process kept the database locked: find it, or raise busy_timeout.";
            case 8 -> "The file cannot be written: change the owner or the permissions of the file and its directory.";
            case 10, 13 -> "Check whether the disk is full or failing.";
            case 11, 26 -> "The file is damaged or not a SQLite database: restore it, or use another one.";
            case 14 -> "Check whether the file and its directory exist and whether this user can write them.";
            default -> "The text in brackets is SQLite's result code; see sqlite.org/rescode.html.";
        };
    }

    @Override
    public List<Finding> findings(Connection connection) throws SQLException {
        String encoding = first(connection, "PRAGMA encoding");
        String journal = first(connection, "PRAGMA journal_mode").toLowerCase(Locale.ROOT);
        return List.of(
                new Finding(Level.OK, "charset", encoding + "; sessions are stored in ASCII"),
                journal.equals("wal") || journal.equals("memory")
                        ? new Finding(Level.OK, "journal", journal)
                        : new Finding(
                                Level.WARNING,
                                "journal",
                                journal
                                        + ", in which readers and writers wait for each other. Carnet's own pool"
                                        + " changes it to wal when it opens the store; for a supplied data"
                                        + " source, run PRAGMA journal_mode = WAL once"));
    }

    private static String first(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            String value = rows.next() ? rows.getString(1) : null;
            return value == null ? "" : value;
        }
    }
}
