package dev.carnet.jdbc;

import dev.carnet.spi.SessionRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A strategy to delete a batch of expired rows and return them. Thread-safe. */
interface ExpiredRows {
    /**
     * What a batch did.
     *
     * @param deleted those that it deleted
     * @param found how many it found; as many as were allowed mean that there may be more
     */
    record Batch(List<SessionRecord> deleted, int found) {}

    Batch delete(Connection connection, SweepStep step) throws SQLException;
}
