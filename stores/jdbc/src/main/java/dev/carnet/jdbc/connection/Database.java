package dev.carnet.jdbc.connection;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.carnet.error.ConfigurationException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.jdbc.connection.JdbcDriver.Access;
import dev.carnet.jdbc.sql.DriverLoaders;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * A database to which Carnet connects itself.
 *
 * @param dsn its address
 * @param user empty for none
 * @param password called for each connection; returns an empty text for none
 * @param poolSize the maximum number of connections
 * @param connectTimeout the longest wait for a connection, at least 250 ms
 * @param busyTimeout the longest wait for a lock, if the database has such a limit
 */
public record Database(
        Dsn dsn, String user, Supplier<String> password, int poolSize, Duration connectTimeout, Duration busyTimeout) {
    /** Shorter than the usual idle timeouts of firewalls and servers. */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);

    /** How long a connection that has rested may take to say that it lives; the shortest that JDBC knows is a second. */
    private static final Duration LONGEST_VALIDATION = Duration.ofSeconds(2);

    /**
     * New connections for a purpose.
     *
     * @throws ConfigurationException if the driver is not on the class path
     */
    public DataSource connections(Access access) {
        Properties properties = new Properties();
        dsn.driver().properties(access, connectTimeout, busyTimeout).forEach((name, value) -> {
            // The URL has the last word.
            if (!dsn.url().contains(name + "=")) {
                properties.put(name, value);
            }
        });
        if (!user.isEmpty()) {
            properties.put("user", user);
        }
        JdbcDriver driver = dsn.driver();
        return new DriverConnections(
                driver.load(DriverLoaders.all()),
                dsn.url(),
                properties,
                password,
                driver.dialect(),
                busyTimeout,
                dsn.url().contains("socketTimeout=") ? Optional.empty() : driver.longestAnswer(access, busyTimeout));
    }

    /**
     * The pool for a store. It grows by need, so that a command that asks once connects once; a database in memory lives as
     * long as its only connection.
     *
     * @throws ConfigurationException if the driver is not on the class path
     * @throws SessionStoreException if the database cannot be reached
     */
    public HikariDataSource pool() {
        HikariConfig config = new HikariConfig();
        config.setPoolName("carnet");
        config.setDataSource(connections(dsn.isInMemory() ? Access.CREATE : Access.USE));
        config.setMinimumIdle(1);
        config.setMaximumPoolSize(poolSize);
        config.setConnectionTimeout(connectTimeout.toMillis());
        config.setValidationTimeout(Math.min(connectTimeout.toMillis(), LONGEST_VALIDATION.toMillis()));
        config.setKeepaliveTime(KEEP_ALIVE.toMillis());
        if (dsn.isInMemory()) {
            config.setMaximumPoolSize(1);
            config.setMaxLifetime(0);
        }
        try {
            return new HikariDataSource(config);
        } catch (PoolInitializationException e) {
            if (e.getCause() instanceof SQLException cause) {
                throw JdbcFailure.of(
                        "no connection to " + dsn, cause, dsn.driver().dialect());
            }
            throw e;
        }
    }
}
