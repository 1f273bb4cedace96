package dev.carnet.jdbc;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * New connections from a driver. They call themselves valid without asking the database: a pool asks each time it lends one
 * that has rested, which is a round trip, and whether a connection lives is found out by using it. Thread-safe.
 */
final class DriverConnections implements DataSource {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Driver driver;
    private final String url;
    private final Properties properties;
    private final Dialect dialect;
    private final Duration busyTimeout;

    /**
     * @param driver one that knows the URL
     * @param properties what the driver is told, user and password among it
     * @param dialect knows which failures are over soon
     * @param busyTimeout how long to wait for that
     */
    DriverConnections(Driver driver, String url, Properties properties, Dialect dialect, Duration busyTimeout) {
        this.driver = driver;
        this.url = url;
        this.properties = properties;
        this.dialect = dialect;
        this.busyTimeout = busyTimeout;
    }

    @Override
    public Connection getConnection() throws SQLException {
        long begun = System.nanoTime();
        while (true) {
            try {
                return DriverConnection.of(connect());
            } catch (SQLException e) {
                boolean waits = dialect.refusesAtOnce(e)
                        && Duration.ofNanos(System.nanoTime() - begun).compareTo(busyTimeout) < 0;
                if (!waits || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private Connection connect() throws SQLException {
        Properties copy = new Properties();
        copy.putAll(properties);
        try {
            return driver.connect(url, copy);
        } catch (LinkageError e) {
            throw new SQLException("the driver's native library is missing", e);
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("user and password are among the properties");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(driver)) {
            return type.cast(driver);
        }
        throw new SQLException("no " + type.getName() + " is below");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(driver);
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return driver.getParentLogger();
    }
}
