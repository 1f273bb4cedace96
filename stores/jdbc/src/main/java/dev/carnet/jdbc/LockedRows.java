package dev.carnet.jdbc;

import dev.carnet.jdbc.sql.Dialect;
import dev.carnet.jdbc.sql.Transactions;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Locks the rows as they are found, skipping those that others have locked, and deletes them with one statement, in one
 * transaction: nobody else touches or sweeps them meanwhile.
 *
 * @param dialect determines the isolation level
 */
record LockedRows(Dialect dialect, Statements statements, SessionRows rows) implements ExpiredRows {
    @Override
    public Batch delete(Connection connection, SweepStep step) throws SQLException {
        List<SessionRecord> deleted = new ArrayList<>();
        int found = Transactions.inTransaction(connection, dialect.sweepIsolation(), same -> {
            List<SessionRecord> locked = rows.swept(same, statements.findExpired(step), step);
            deleted.addAll(delete(same, step, locked));
            return locked.size();
        });
        return new Batch(deleted, found);
    }

    /**
     * The statement only returns a count. If a trigger or a rule has kept some of the rows, or the statement's index
     * does not exist, each row is deleted separately.
     */
    private List<SessionRecord> delete(Connection connection, SweepStep step, List<SessionRecord> locked)
            throws SQLException {
        if (locked.isEmpty()) {
            return locked;
        }
        List<SessionKey> keys = locked.stream().map(each -> each.header().key()).toList();
        try {
            if (statements.deleteAll(keys).execute(connection) == locked.size()) {
                return locked;
            }
            connection.rollback();
        } catch (SQLException e) {
            if (!dialect.isMissingIndex(e)) {
                throw e;
            }
        }
        return GuardedRows.delete(connection, statements, step, locked);
    }
}
