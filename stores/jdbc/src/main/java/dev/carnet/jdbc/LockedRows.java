package dev.carnet.jdbc;

import dev.carnet.spi.SessionRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows are locked as they are found, those that others hold are passed by, and then they are deleted, in one transaction:
 * nobody else touches or sweeps them meanwhile.
 *
 * @param dialect says in which isolation
 */
record LockedRows(Dialect dialect, Statements statements, SessionRows rows) implements ExpiredRows {
    @Override
    public Batch delete(Connection connection, SweepStep step) throws SQLException {
        List<SessionRecord> deleted = new ArrayList<>();
        int found = Connections.inTransaction(connection, dialect.sweepIsolation(), same -> {
            List<SessionRecord> locked = rows.swept(same, statements.findExpired(step), step);
            deleted.addAll(GuardedRows.delete(same, statements, step, locked));
            return locked.size();
        });
        return new Batch(deleted, found);
    }
}
