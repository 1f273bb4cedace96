package dev.carnet.jdbc;

import dev.carnet.jdbc.sql.BoundStatement;
import dev.carnet.jdbc.sql.Dialect;
import dev.carnet.jdbc.sql.Transactions;
import dev.carnet.spi.SessionRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Deletes and returns the rows with one statement: {@code DELETE ... RETURNING}.
 *
 * @param dialect determines the isolation level
 */
record ReturnedRows(Dialect dialect, Statements statements, SessionRows rows) implements ExpiredRows {
    @Override
    public Batch delete(Connection connection, SweepStep step) throws SQLException {
        BoundStatement delete = statements.deleteExpired(step);
        List<SessionRecord> deleted = dialect.sweepIsolation() == Connection.TRANSACTION_NONE
                ? rows.swept(connection, delete, step)
                : Transactions.inTransaction(
                        connection, dialect.sweepIsolation(), same -> rows.swept(same, delete, step));
        return new Batch(deleted, deleted.size());
    }
}
