package dev.carnet.jdbc.sql;

import dev.carnet.spi.setup.StoreSetup.Finding;
import dev.carnet.spi.setup.StoreSetup.Level;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** MariaDB and MySQL, through the driver of either. */
public final class MySqlDialect extends Dialect {
    private static final int TOO_MANY_CONNECTIONS = 1040;
    private static final int INCORRECT_STRING = 1366;

    /** Before a statement's text and after it: the command, the other parameters. */
    private static final long PACKET_OVERHEAD = 4096;

    /** Shutdown, killed twice over, offline mode, unused for too long. */
    private static final Set<Integer> DEAD = Set.of(1053, 1927, 3169, 3032, 4031);

    /**
     * What a server says that takes no writes: --read-only and super_read_only, a read-only transaction, a read-only mode, a
     * table or all of InnoDB opened for reading, recovery, and a member that has left its replication group.
     */
    private static final Set<Integer> READ_ONLY = Set.of(1290, 1792, 1836, 1036, 1874, 1881, 3100);

    private final boolean skipsLocked;
    private final boolean returnsDeleted;

    /**
     * @param skipsLocked whether it knows {@code SKIP LOCKED}
     * @param returnsDeleted whether it knows {@code DELETE ... RETURNING}
     */
    public MySqlDialect(boolean skipsLocked, boolean returnsDeleted) {
        this.skipsLocked = skipsLocked;
        this.returnsDeleted = returnsDeleted;
    }

    /** MariaDB supports SKIP LOCKED since 10.6, MySQL since 8.0. */
    public static MySqlDialect of(DatabaseMetaData about) throws SQLException {
        boolean isMariaDb = about.getDatabaseProductVersion().contains("MariaDB")
                || about.getDatabaseProductName().equals("MariaDB");
        int version = about.getDatabaseMajorVersion() * 100 + about.getDatabaseMinorVersion();
        return new MySqlDialect(version >= (isMariaDb ? 1006 : 800), isMariaDb);
    }

    @Override
    public String name() {
        return "mysql";
    }

    @Override
    public String quote(String name) {
        return '`' + name.replace("`", "``") + '`';
    }

    /** Of two parts: the name, which may hold an at sign, and the host. */
    @Override
    public String grantee(String user) {
        int at = user.lastIndexOf('@');
        return "'" + user.substring(0, at) + "'@'" + user.substring(at + 1) + "'";
    }

    /** The usual collations overlook case, accents and blanks at the end; bytes do not. */
    @Override
    public String idIs() {
        return "id = ? AND " + bytes("id") + " = " + bytes("?");
    }

    @Override
    public String idIsIn(int count) {
        return super.idIsIn(count) + " AND " + bytes("id") + " IN (" + marks(count, bytes("?")) + ")";
    }

    @Override
    public boolean returnsDeleted() {
        return returnsDeleted;
    }

    @Override
    public String forUpdate() {
        return " FOR UPDATE";
    }

    @Override
    public String dataIs() {
        return bytes("session_data") + " = " + bytes("?");
    }

    /** Column and connection may differ in charset. */
    private static String bytes(String text) {
        return "CAST(CONVERT(" + text + " USING utf8mb4) AS BINARY)";
    }

    @Override
    public String epochSeconds(String column) {
        return "UNIX_TIMESTAMP(" + column + ")";
    }

    /** The original's DDL has an enum of two texts; a number would be an index into it. */
    @Override
    public Object flag(boolean value) {
        return value ? "1" : "0";
    }

    @Override
    public String isTrue(String column) {
        return column + " = '1'";
    }

    @Override
    public String limit() {
        return " LIMIT ?";
    }

    @Override
    public String skipLocked() {
        return skipsLocked ? " FOR UPDATE SKIP LOCKED" : "";
    }

    /** Forces the primary key: in a small table the planner would prefer a full scan, which waits for locked rows. */
    @Override
    public String deleteLocked(String table, String marks) {
        return "DELETE " + table + " FROM " + table + " FORCE INDEX (PRIMARY) WHERE id IN (" + marks + ")";
    }

    /** ER_KEY_DOES_NOT_EXITS, in MySQL's own spelling. */
    @Override
    public boolean isMissingIndex(SQLException e) {
        return e.getErrorCode() == 1176;
    }

    /** In REPEATABLE READ the gaps between rows are locked as well, so that a sweep and a new session meet in a deadlock. */
    @Override
    public int sweepIsolation() {
        return Connection.TRANSACTION_READ_COMMITTED;
    }

    /** In a lax sql_mode a longer text is cut off without an error. */
    @Override
    public long maxTextBytes(Connection connection, TableName table, String column) throws SQLException {
        String limits = "SELECT CHARACTER_MAXIMUM_LENGTH, @@max_allowed_packet FROM information_schema.COLUMNS"
                + " WHERE TABLE_SCHEMA = COALESCE(?, DATABASE()) AND TABLE_NAME = ? AND COLUMN_NAME = ?";
        return new BoundStatement(limits, names(table, column))
                .query(
                        connection,
                        rows -> rows.next()
                                ? Math.min(rows.getLong(1), rows.getLong(2) - PACKET_OVERHEAD)
                                : MAX_TEXT_BYTES);
    }

    private static List<@Nullable String> names(TableName table, String column) {
        List<@Nullable String> names = new ArrayList<>();
        names.add(table.schema());
        names.add(table.name());
        names.add(column);
        return names;
    }

    @Override
    public boolean padsChar() {
        return false;
    }

    /** Collations other than {@code _bin} overlook case and accents. */
    @Override
    public Optional<String> looseComparison(Connection connection, TableName table, String column) throws SQLException {
        if (!column.equals("principal")) {
            return Optional.empty();
        }
        String collation = "SELECT COLLATION_NAME FROM information_schema.COLUMNS"
                + " WHERE TABLE_SCHEMA = COALESCE(?, DATABASE()) AND TABLE_NAME = ? AND COLUMN_NAME = ?";
        return new BoundStatement(collation, names(table, column))
                .query(
                        connection,
                        rows -> rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.<String>empty())
                .filter(each -> !each.endsWith("_bin"))
                .map(each -> "has the collation " + each
                        + ", which takes users for one whose names differ in case or accents alone");
    }

    @Override
    public String changeColumn(TableName table, String column, String definition) {
        return "ALTER TABLE " + table.quoted(this::quote) + " MODIFY " + withoutKey(definition);
    }

    /** Schemas are called catalogs there. */
    @Override
    public ResultSet indexInfo(Connection connection, TableName table) throws SQLException {
        String schema = table.schema() == null ? connection.getCatalog() : table.schema();
        return connection.getMetaData().getIndexInfo(schema, null, table.name(), false, true);
    }

    /** Also where the server says why: it ends, it killed the connection, nobody used it for long. */
    @Override
    public boolean isDeadConnection(SQLException e) {
        return super.isDeadConnection(e) || DEAD.contains(e.getErrorCode());
    }

    @Override
    public boolean isReadOnly(SQLException e) {
        return super.isReadOnly(e) || READ_ONLY.contains(e.getErrorCode());
    }

    /** By the names that both drivers give to their classes. */
    @Override
    public List<Finding> findings(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT 1")) {
            boolean isKept = statement
                    .unwrap(PreparedStatement.class)
                    .getClass()
                    .getSimpleName()
                    .startsWith("Server");
            return List.of(new Finding(
                    isKept ? Level.WARNING : Level.OK,
                    "statements",
                    isKept
                            ? "the server keeps them by number, because useServerPrepStmts is on. Behind a proxy"
                                    + " that shares its server connections but does not track such statements, one"
                                    + " statement can run instead of another, and sessions are lost"
                            : "the server keeps none, which is safe behind every proxy"));
        }
    }

    /** 1040, too many connections, is an answer, although its SQLSTATE belongs to the class of broken connections. */
    @Override
    public boolean isUnreachable(SQLException e) {
        return super.isUnreachable(e) && e.getErrorCode() != TOO_MANY_CONNECTIONS;
    }

    @Override
    public String remedy(SQLException e) {
        if (isReadOnly(e)) {
            return "The server accepts no writes: it is a replica or read-only. Connect to the primary.";
        }
        return switch (e.getErrorCode()) {
            case TOO_MANY_CONNECTIONS ->
                "The server accepts no more connections: raise max_connections, or lower pool_size.";
            case 1045, 1044 -> "Check user, password and the user's rights.";
            case 1049 -> "Create the database, or use another one.";
            case 1114 -> "The table is full: the limit of a MEMORY table is max_heap_table_size.";
            case 1153, 1301 -> "Raise the server's max_allowed_packet, or store large data elsewhere.";
            default -> super.remedy(e);
        };
    }

    @Override
    public boolean refusesData(SQLException e) {
        return super.refusesData(e) || e.getErrorCode() == INCORRECT_STRING;
    }
}
