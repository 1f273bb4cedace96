package dev.carnet.jdbc.connection;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Makes a pool open new connections after one of its connections has failed, because the others lead to the same server.
 * Supports HikariCP only. Thread-safe.
 */
final class PoolRenewal {
    private static final long SHORTEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** SQLCLIENT_UNABLE_TO_ESTABLISH_SQLCONNECTION. */
    static final String NO_CONNECTION = "08001";

    private final @Nullable HikariDataSource pool;
    private final @Nullable DriverConnections own;
    private final AtomicLong looked = new AtomicLong(System.nanoTime() - SHORTEST_PAUSE_NANOS);

    private PoolRenewal(@Nullable HikariDataSource pool, @Nullable DriverConnections own) {
        this.pool = pool;
        this.own = own;
    }

    /** A data source that stands before the pool may let it be seen. */
    static PoolRenewal of(DataSource dataSource) {
        return new PoolRenewal(pool(dataSource), DriverConnections.below(dataSource));
    }

    private static @Nullable HikariDataSource pool(DataSource dataSource) {
        if (dataSource instanceof HikariDataSource pool) {
            return pool;
        }
        try {
            return dataSource.isWrapperFor(HikariDataSource.class) ? dataSource.unwrap(HikariDataSource.class) : null;
        } catch (SQLException hidden) {
            return null;
        }
    }

    /** Where one connection has died, its fellows have too: a server that restarts ends them all. */
    void afterDeath() {
        HikariPoolMXBean connections = pool == null ? null : pool.getHikariPoolMXBean();
        if (connections != null) {
            connections.softEvictConnections();
        }
    }

    /**
     * After a failover the connections lead to the old primary, which takes no writes. They go as soon as a new connection can
     * be had, which is tried at most once a second: where there is but one server, and it is closed for writing, reads go on.
     */
    void afterReadOnly() {
        long now = System.nanoTime();
        long before = looked.get();
        if (now - before >= SHORTEST_PAUSE_NANOS
                && looked.compareAndSet(before, now)
                && (own == null || own.connects())) {
            afterDeath();
        }
    }

    /**
     * What a pool's failure to lend a connection means. HikariCP says the same whether all connections are in use or none can be
     * made, and gives the cause of the latter to only one of the threads that wait.
     */
    SQLException told(SQLException e) {
        HikariPoolMXBean connections = pool == null ? null : pool.getHikariPoolMXBean();
        return e instanceof SQLTransientConnectionException
                        && e.getCause() == null
                        && e.getSQLState() == null
                        && connections != null
                        && connections.getTotalConnections() == 0
                ? new SQLTransientConnectionException("no connection could be opened in time", NO_CONNECTION)
                : e;
    }
}
