package dev.carnet.jdbc.connection;

import com.zaxxer.hikari.HikariDataSource;
import dev.carnet.error.SessionStoreException;
import dev.carnet.jdbc.sql.ConnectionWork;
import dev.carnet.jdbc.sql.Dialect;
import dev.carnet.jdbc.sql.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Provides connections for the store's work and converts their failures to {@link SessionStoreException}s. A single
 * statement needs no transaction: in auto-commit mode there is no additional round trip. A data source with auto-commit
 * off costs a COMMIT.
 */
public final class Connections {
    private final DataSource dataSource;
    private final Dialect dialect;
    private final PoolRenewal renewal;
    private final @Nullable WriteTurn turn;

    /** Whether the connections are Carnet's own, which were opened with all the settings that sessions need. */
    private final boolean areOwn;

    /** Whether the pool gives every connection back its auto-commit mode, so that none need be asked. */
    private final boolean alwaysAutoCommits;

    public Connections(DataSource dataSource, Dialect dialect) {
        this.dataSource = dataSource;
        this.dialect = dialect;
        this.renewal = PoolRenewal.of(dataSource);
        this.areOwn = DriverConnections.below(dataSource) != null;
        this.alwaysAutoCommits = dataSource instanceof HikariDataSource pool && pool.isAutoCommit();
        this.turn = dialect.writesOneByOne() ? new WriteTurn() : null;
    }

    /** Something done on a connection in its database's dialect. */
    @FunctionalInterface
    public interface Look<T> {
        T at(Connection connection, Dialect dialect) throws SQLException;
    }

    /**
     * Runs work on a database whose dialect is not known yet, once.
     *
     * @param presumed the dialect until the database has named its own
     * @param failure completes "JDBC: ..." in the message
     */
    public static <T> T look(DataSource dataSource, Dialect presumed, String failure, Look<T> look) {
        Dialect dialect = presumed;
        try (Connection connection = dataSource.getConnection()) {
            dialect = Dialect.of(connection);
            Dialect known = dialect;
            ConnectionWork<T> work = same -> Transactions.inItsMode(same, lent -> look.at(lent, known));
            return DriverConnections.below(dataSource) != null ? work.on(connection) : known.unnamed(connection, work);
        } catch (SQLException e) {
            throw JdbcFailure.of(failure, e, dialect);
        }
    }

    /**
     * Runs work that changes nothing; if the pool lent a connection that had died, once more.
     *
     * @param failure completes "JDBC: ..." in the message
     */
    public <T> T read(String failure, ConnectionWork<T> work) {
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

    private <T> T readAgain(String failure, ConnectionWork<T> work) {
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
     * @param failure completes "JDBC: ..." in the message
     */
    public <T> T write(String failure, ConnectionWork<T> work) {
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

    /** Whether threads of this process wait to write, where they write one by one. */
    public boolean isAwaited() {
        return turn != null && turn.isAwaited();
    }

    private <T> T run(Connection connection, ConnectionWork<T> work) throws SQLException {
        ConnectionWork<T> whole = alwaysAutoCommits ? work : same -> Transactions.inItsMode(same, work);
        return areOwn ? whole.on(connection) : dialect.unnamed(connection, whole);
    }
}
