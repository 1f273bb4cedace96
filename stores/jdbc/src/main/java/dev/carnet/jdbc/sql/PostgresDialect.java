package dev.carnet.jdbc.sql;

import dev.carnet.jdbc.sql.BoundStatement.Untyped;
import dev.carnet.spi.setup.StoreSetup.Finding;
import dev.carnet.spi.setup.StoreSetup.Level;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;

/** PostgreSQL 9.5 or newer. */
public final class PostgresDialect extends Dialect {
    /** The share of the server's connections beyond which a burst may find none left. */
    private static final double CROWDED = 0.8;

    /** What the server says as it ends or begins: ADMIN_SHUTDOWN, CRASH_SHUTDOWN, CANNOT_CONNECT_NOW. */
    private static final String SHUTDOWN = "57P0";

    /** What it says as it ends a connection: IDLE_IN_TRANSACTION_SESSION_TIMEOUT, TRANSACTION_TIMEOUT. */
    private static final Set<String> TIMED_OUT = Set.of("25P03", "25P04");

    @Override
    public String name() {
        return "postgresql";
    }

    /** A {@code CHAR} is compared without the blanks at its end; a collation may overlook more. */
    @Override
    public String idIs() {
        return "id = ? AND CAST(id AS text) COLLATE \"C\" = ?";
    }

    @Override
    public String idIsIn(int count) {
        return super.idIsIn(count) + " AND CAST(id AS text) COLLATE \"C\" IN (" + marks(count, "?") + ")";
    }

    @Override
    public boolean returnsDeleted() {
        return true;
    }

    @Override
    public String dataIs() {
        return "session_data COLLATE \"C\" = ?";
    }

    @Override
    public String epochSeconds(String column) {
        return "EXTRACT(EPOCH FROM CAST(" + column + " AS timestamptz))";
    }

    /** The driver would call it a {@code varchar}, to compare which with a {@code CHAR} no index is used. */
    @Override
    public Object text(String value) {
        return new Untyped(value);
    }

    @Override
    public String insert(String plainInsert) {
        return plainInsert + " ON CONFLICT (id) DO NOTHING";
    }

    @Override
    public String skipLocked() {
        return " FOR UPDATE SKIP LOCKED";
    }

    /**
     * By the rows' places, which spares looking each up once more by id. A row that moved before it was locked is left for the
     * next time; and in a partitioned table, where a place is not one row's alone, nothing goes that has not expired. The plus
     * keeps the planner from looking for them by the index on the expiry.
     */
    @Override
    public String deleteExpired(String table, String condition, String columns) {
        return "DELETE FROM " + table + " WHERE ctid = ANY (ARRAY(SELECT ctid FROM " + table
                + " WHERE " + condition + " ORDER BY expires_at" + limit() + skipLocked()
                + ")) AND +expires_at <= ? RETURNING " + columns;
    }

    /** An index is in its table's schema and is created without naming it. */
    @Override
    public ResultSet indexInfo(Connection connection, TableName table) throws SQLException {
        String schema = table.schema() == null ? connection.getSchema() : table.schema();
        return connection.getMetaData().getIndexInfo(null, schema, table.name(), false, true);
    }

    @Override
    public String changeColumn(TableName table, String column, String definition) {
        return "ALTER TABLE " + table.quoted(this::quote) + " ALTER COLUMN " + column + " TYPE " + type(definition)
                + " USING CAST(" + column + " AS " + type(definition) + ")";
    }

    /** UNDEFINED_TABLE. */
    @Override
    public boolean isMissingTable(SQLException e) {
        return "42P01".equals(e.getSQLState());
    }

    @Override
    public boolean isDeadConnection(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return super.isDeadConnection(e) || state.startsWith(SHUTDOWN) || TIMED_OUT.contains(state);
    }

    /** The driver names a statement when it is used for the fifth time, COMMIT among them. */
    @Override
    public <T> T unnamed(Connection connection, ConnectionWork<T> work) throws SQLException {
        PostgresDriver driver = PostgresDriver.of(connection);
        if (driver == null) {
            throw new SQLException(
                    "the driver of the supplied data source cannot turn off named statements on the server, so one"
                            + " statement could run instead of another behind a pooler; use"
                            + " org.postgresql:postgresql, in a pool that supports JDBC's unwrap");
        }
        int usual = driver.prepareThreshold(connection);
        driver.setPrepareThreshold(connection, 0);
        return Transactions.restoring(connection, work, same -> driver.setPrepareThreshold(same, usual));
    }

    @Override
    public List<Finding> findings(Connection connection) throws SQLException {
        PostgresDriver driver = PostgresDriver.of(connection);
        if (driver == null) {
            return List.of();
        }
        boolean isPooled = driver.backendPid(connection) != backendPid(connection);
        boolean isNamed = driver.prepareThreshold(connection) != 0;
        Finding pooler = new Finding(
                Level.OK,
                "pooler",
                isPooled ? "there is one in front of the server, such as PgBouncer" : "none" + " detected");
        return List.of(
                pooler,
                connections(connection),
                isNamed
                        ? new Finding(
                                isPooled ? Level.ERROR : Level.WARNING,
                                "statements",
                                "the server keeps them by name, because of prepareThreshold in the URL. Behind a"
                                        + " pooler that shares its server connections, one statement can run instead"
                                        + " of another, and sessions are lost; without a pooler this is faster."
                                        + " Remove prepareThreshold from the URL")
                        : new Finding(
                                Level.OK,
                                "statements",
                                "the server keeps none by name, which is safe behind every pooler"));
    }

    /**
     * Each process opens as many as it has requests under way, up to its pool's size. Clients are those with a database and a
     * user: of what others do, a user without further rights sees no more.
     */
    private static Finding connections(Connection connection) throws SQLException {
        String counts = "SELECT CAST(current_setting('max_connections') AS INTEGER),"
                + " (SELECT COUNT(*) FROM pg_stat_activity WHERE datid IS NOT NULL AND usesysid IS NOT NULL)";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(counts)) {
            row.next();
            int most = row.getInt(1);
            int open = row.getInt(2);
            String text = "the server accepts " + most + " (max_connections); open now: " + open
                    + ". Each process opens up to pool_size of them";
            return open > most * CROWDED
                    ? new Finding(
                            Level.WARNING,
                            "connections",
                            text + ": lower pool_size, raise max_connections, or put a pooler in between")
                    : new Finding(Level.OK, "connections", text);
        }
    }

    /** The server process that answers. */
    private static int backendPid(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT pg_backend_pid()")) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }

    /** The driver's words where every server that it reaches is a replica, or closed for writing. */
    @Override
    public String remedy(SQLException e) {
        boolean isReplica = String.valueOf(e.getMessage()).contains("targetServerType");
        if (isReplica || isReadOnly(e)) {
            return "The server accepts no writes: it is a replica or read-only. Connect to the primary.";
        }
        return switch (String.valueOf(e.getSQLState())) {
            case "53100" -> "The server's disk is full: free some space.";
            case "53300" -> "The server accepts no more connections: raise max_connections, or lower pool_size.";
            default -> super.remedy(e);
        };
    }

    @Override
    public boolean isUnreachable(SQLException e) {
        return super.isUnreachable(e) || String.valueOf(e.getSQLState()).startsWith(SHUTDOWN);
    }
}
