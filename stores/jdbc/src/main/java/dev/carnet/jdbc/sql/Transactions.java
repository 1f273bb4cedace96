package dev.carnet.jdbc.sql;

import java.sql.Connection;
import java.sql.SQLException;

/** Runs work with a connection in a required state, and restores its previous state afterwards. */
public final class Transactions {
    private Transactions() {}

    /** Runs work on a connection so that all of it is stored or nothing. */
    public static <T> T inTransaction(Connection connection, ConnectionWork<T> work) throws SQLException {
        if (!connection.getAutoCommit()) {
            return work.on(connection);
        }
        connection.setAutoCommit(false);
        return restoring(connection, same -> committed(same, work), same -> same.setAutoCommit(true));
    }

    /** Puts something back that work needed otherwise. */
    @FunctionalInterface
    public interface Restoration {
        void on(Connection connection) throws SQLException;
    }

    /** Runs work, then restores the connection's settings. If both fail, the failure of the work is thrown. */
    public static <T> T restoring(Connection connection, ConnectionWork<T> work, Restoration restoration)
            throws SQLException {
        T result;
        try {
            result = work.on(connection);
        } catch (SQLException | RuntimeException e) {
            try {
                restoration.on(connection);
            } catch (SQLException lost) {
                e.addSuppressed(lost);
            }
            throw e;
        }
        restoration.on(connection);
        return result;
    }

    /** The same in an isolation level, if one is named: 0 is the usual one. */
    public static <T> T inTransaction(Connection connection, int isolation, ConnectionWork<T> work)
            throws SQLException {
        if (isolation == Connection.TRANSACTION_NONE) {
            return inTransaction(connection, work);
        }
        int usual = connection.getTransactionIsolation();
        connection.setTransactionIsolation(isolation);
        return restoring(connection, same -> inTransaction(same, work), same -> same.setTransactionIsolation(usual));
    }

    /** Leaves no transaction open, in either mode. */
    public static <T> T inItsMode(Connection connection, ConnectionWork<T> work) throws SQLException {
        return connection.getAutoCommit() ? work.on(connection) : committed(connection, work);
    }

    private static <T> T committed(Connection connection, ConnectionWork<T> work) throws SQLException {
        try {
            T result = work.on(connection);
            connection.commit();
            return result;
        } catch (SQLException | RuntimeException e) {
            try {
                connection.rollback();
            } catch (SQLException lost) {
                e.addSuppressed(lost);
            }
            throw e;
        }
    }
}
