package dev.carnet.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.carnet.SessionStoreException;
import dev.carnet.spi.Passwords;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Lends connections to the store's work and turns their failures into {@link SessionStoreException}s. One statement needs no
 * transaction: in auto-commit mode nothing but the work itself travels. A data source with auto-commit off costs a COMMIT.
 */
final class Connections {
    private final DataSource dataSource;
    private final Dialect dialect;
    private final @Nullable WriteTurn turn;

    /** Whether the pool gives every connection back its auto-commit mode, so that none need be asked. */
    private final boolean alwaysAutoCommits;

    Connections(DataSource dataSource, Dialect dialect) {
        this.dataSource = dataSource;
        this.dialect = dialect;
        this.alwaysAutoCommits = dataSource instanceof HikariDataSource pool && pool.isAutoCommit();
        this.turn = dialect.writesOneByOne() ? new WriteTurn() : null;
    }

    /** Something done on a connection. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /**
     * Runs work that changes nothing; if the pool lent a connection that had died, once more.
     *
     * @param failure completes "DBI: ..." in the message
     */
    <T> T read(String failure, Work<T> work) {
        try {
            return run(work);
        } catch (SQLException e) {
            if (dialect.isDeadConnection(e)) {
                dropIdle();
                return write(failure, work);
            }
            throw failed(failure, e, dialect);
        }
    }

    /** Where one connection has died, its fellows in the pool have too: a server that restarts ends them all. */
    private void dropIdle() {
        if (dataSource instanceof HikariDataSource pool && pool.getHikariPoolMXBean() != null) {
            pool.getHikariPoolMXBean().softEvictConnections();
        }
    }

    /**
     * Runs work that may change something, once.
     *
     * @param failure completes "DBI: ..." in the message
     */
    <T> T write(String failure, Work<T> work) {
        boolean inTurn = turn != null && turn.begin();
        try {
            return run(work);
        } catch (SQLException e) {
            if (dialect.isDeadConnection(e)) {
                dropIdle();
            }
            throw failed(failure, e, dialect);
        } finally {
            if (turn != null && inTurn) {
                turn.end();
            }
        }
    }

    /** Runs work on a connection so that all of it is stored or nothing. */
    static <T> T inTransaction(Connection connection, Work<T> work) throws SQLException {
        if (!connection.getAutoCommit()) {
            return work.on(connection);
        }
        connection.setAutoCommit(false);
        try {
            return committed(connection, work);
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** The same in an isolation level, if one is named: 0 is the usual one. */
    static <T> T inTransaction(Connection connection, int isolation, Work<T> work) throws SQLException {
        if (isolation == Connection.TRANSACTION_NONE) {
            return inTransaction(connection, work);
        }
        int usual = connection.getTransactionIsolation();
        connection.setTransactionIsolation(isolation);
        try {
            return inTransaction(connection, work);
        } finally {
            connection.setTransactionIsolation(usual);
        }
    }

    private <T> T run(Work<T> work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return alwaysAutoCommits || connection.getAutoCommit() ? work.on(connection) : committed(connection, work);
        }
    }

    private static <T> T committed(Connection connection, Work<T> work) throws SQLException {
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

    /** The failure, with what the driver says about it unless that could hold data or a password, and what to do. */
    static SessionStoreException failed(String failure, SQLException e, Dialect dialect) {
        String message = String.valueOf(e.getMessage());
        boolean isSafe = !dialect.quotesData(e) && message.equals(Passwords.mask(message));
        String says = isSafe ? message : "SQLSTATE " + e.getSQLState() + ", code " + e.getErrorCode();
        return new SessionStoreException("DBI: " + failure + ": " + says + ". " + dialect.remedy(e), isSafe ? e : null);
    }
}
