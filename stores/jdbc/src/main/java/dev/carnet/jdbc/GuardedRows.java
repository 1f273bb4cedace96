package dev.carnet.jdbc;

import dev.carnet.jdbc.sql.BoundStatement;
import dev.carnet.jdbc.sql.Transactions;
import dev.carnet.spi.SessionRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;

/** Finds the rows, then deletes each that still exists and is expired, in one transaction. */
record GuardedRows(Statements statements, SessionRows rows) implements ExpiredRows {
    @Override
    public Batch delete(Connection connection, SweepStep step) throws SQLException {
        List<SessionRecord> found = rows.swept(connection, statements.findExpired(step), step);
        return new Batch(delete(connection, statements, step, found), found.size());
    }

    /** Deletes rows under the guard that they have expired; gives those that it deleted. */
    static List<SessionRecord> delete(
            Connection connection, Statements statements, SweepStep step, List<SessionRecord> found)
            throws SQLException {
        if (found.isEmpty()) {
            return found;
        }
        List<BoundStatement> deletes = found.stream()
                .map(each -> statements.delete(each.header().key(), step.query().by()))
                .toList();
        int[] changed = Transactions.inTransaction(connection, same -> BoundStatement.executeAll(same, deletes));
        return IntStream.range(0, changed.length)
                .filter(i -> changed[i] > 0)
                .mapToObj(found::get)
                .toList();
    }
}
