package dev.carnet.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.carnet.error.SessionStoreException;
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
    private final PoolRenewal renewal;
    private final @Nullable WriteTurn turn;

    /** Whether the connections are Carnet's own, which were opened with all the settings that sessions need. */
    private final boolean areOwn;

    /** Whether the pool gives every connection back its auto-commit mode, so that none need be asked. */
    private final boolean alwaysAutoCommits;

    Connections(DataSource dataSource, Dialect dialect) {
        this.dataSource = dataSource;
        this.dialect = dialect;
        this.renewal = PoolRenewal.of(dataSource);
        this.areOwn = DriverConnections.below(dataSource) != null;
        this.alwaysAutoCommits = dataSource instanceof HikariDataSource pool && pool.isAutoCommit();
        this.turn = dialect.writesOneByOne() ? new WriteTurn() : null;
    }

    /** Something done on a connection. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Something done on a connection in its database's dialect. */
    @FunctionalInterface
    interface Look<T> {
        T at(Connection connection, Dialect dialect) throws SQLException;
    }

    /**
     * Runs work on a database whose dialect is not known yet, once.
     *
     * @param presumed the dialect until the database has named its own
     * @param failure completes "DBI: ..." in the message
     */
    static <T> T look(DataSource dataSource, Dialect presumed, String failure, Look<T> look) {
        Dialect dialect = presumed;
        try (Connection connection = dataSource.getConnection()) {
            dialect = Dialect.of(connection);
            Dialect known = dialect;
            Work<T> work = same -> inItsMode(same, lent -> look.at(lent, known));
            return DriverConnections.below(dataSource) != null ? work.on(connection) : known.unnamed(connection, work);
        } catch (SQLException e) {
            throw JdbcFailure.of(failure, e, dialect);
        }
    }

    /**
     * Runs work that changes nothing; if the pool lent a connection that had died, once more.
     *
     * @param failure completes "DBI: ..." in the message
     */
    <T> T read(String failure, Work<T> work) {
        try (Connection connection = DriverConnections.unasked(dataSource)) {
            return run(connection, work);
        } catch (SQLException e) {
            if (!dialect.isDeadConnection(e)) {
                throw JdbcFailure.of(failure, renewal.told(e), dialect);
            }
            renewal.afterDeath();
        }
        return readAgain(failure, work);
    }

    private <T> T readAgain(String failure, Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            return run(connection, work);
        } catch (SQLException e) {
            if (dialect.isDeadConnection(e)) {
                renewal.afterDeath();
            }
            throw JdbcFailure.of(failure, renewal.told(e), dialect);
        }
    }

    /**
     * Runs work that may change something, once. A connection of Carnet's own that has lain idle for a moment is asked first
     * whether it lives, since nobody would know whether a write on a dead one arrived.
     *
     * @param failure completes "DBI: ..." in the message
     */
    <T> T write(String failure, Work<T> work) {
        boolean inTurn = turn != null && turn.begin();
        try (Connection connection = dataSource.getConnection()) {
            return run(connection, work);
        } catch (SQLException e) {
            if (dialect.isDeadConnection(e)) {
                renewal.afterDeath();
            } else if (dialect.isReadOnly(e)) {
                renewal.afterReadOnly();
            }
            throw JdbcFailure.ofWrite(failure, renewal.told(e), dialect);
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
        return restoring(connection, same -> committed(same, work), same -> same.setAutoCommit(true));
    }

    /** Puts something back that work needed otherwise. */
    @FunctionalInterface
    interface Restoration {
        void on(Connection connection) throws SQLException;
    }

    /** Runs work, then puts back what it needed otherwise. Where both fail, the work's failure is the one that tells why. */
    static <T> T restoring(Connection connection, Work<T> work, Restoration restoration) throws SQLException {
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
    static <T> T inTransaction(Connection connection, int isolation, Work<T> work) throws SQLException {
        if (isolation == Connection.TRANSACTION_NONE) {
            return inTransaction(connection, work);
        }
        int usual = connection.getTransactionIsolation();
        connection.setTransactionIsolation(isolation);
        return restoring(connection, same -> inTransaction(same, work), same -> same.setTransactionIsolation(usual));
    }

    private <T> T run(Connection connection, Work<T> work) throws SQLException {
        Work<T> whole = alwaysAutoCommits ? work : same -> inItsMode(same, work);
        return areOwn ? whole.on(connection) : dialect.unnamed(connection, whole);
    }

    /** Leaves no transaction open, in either mode. */
    private static <T> T inItsMode(Connection connection, Work<T> work) throws SQLException {
        return connection.getAutoCommit() ? work.on(connection) : committed(connection, work);
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
}
