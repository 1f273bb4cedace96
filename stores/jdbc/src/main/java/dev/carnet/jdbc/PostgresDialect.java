package dev.carnet.jdbc;

import dev.carnet.jdbc.BoundStatement.Untyped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

/** PostgreSQL 9.5 or newer. */
final class PostgresDialect extends Dialect {
    /** What the server says as it ends: ADMIN_SHUTDOWN, CRASH_SHUTDOWN. */
    private static final String SHUTDOWN = "57P0";

    @Override
    String name() {
        return "postgresql";
    }

    /** A {@code CHAR} is compared without the blanks at its end; a collation may overlook more. */
    @Override
    String idIs() {
        return "id = ? AND CAST(id AS text) COLLATE \"C\" = ?";
    }

    @Override
    String dataIs() {
        return "session_data COLLATE \"C\" = ?";
    }

    @Override
    String epochSeconds(String column) {
        return "EXTRACT(EPOCH FROM CAST(" + column + " AS timestamptz))";
    }

    /** The driver would call it a {@code varchar}, to compare which with a {@code CHAR} no index is used. */
    @Override
    Object text(String value) {
        return new Untyped(value);
    }

    @Override
    String insert(String plainInsert) {
        return plainInsert + " ON CONFLICT (id) DO NOTHING";
    }

    @Override
    String skipLocked() {
        return " FOR UPDATE SKIP LOCKED";
    }

    /**
     * By the rows' places, which spares looking each up once more by id. A row that moved before it was locked is left for the
     * next time; and in a partitioned table, where a place is not one row's alone, nothing goes that has not expired. The plus
     * keeps the planner from looking for them by the index on the expiry.
     */
    @Override
    String deleteExpired(String table, String columns) {
        return "DELETE FROM " + table + " WHERE ctid = ANY (ARRAY(SELECT ctid FROM " + table
                + " WHERE expires_at <= ? ORDER BY expires_at" + limit() + skipLocked()
                + ")) AND +expires_at <= ? RETURNING " + columns;
    }

    /** An index is in its table's schema and is created without naming it. */
    @Override
    ResultSet indexInfo(Connection connection, TableName table) throws SQLException {
        String schema = table.schema() == null ? connection.getSchema() : table.schema();
        return connection.getMetaData().getIndexInfo(null, schema, table.name(), false, true);
    }

    /** UNDEFINED_TABLE. */
    @Override
    boolean isMissingTable(SQLException e) {
        return "42P01".equals(e.getSQLState());
    }

    @Override
    boolean isDeadConnection(SQLException e) {
        return super.isDeadConnection(e) || String.valueOf(e.getSQLState()).startsWith(SHUTDOWN);
    }
}
