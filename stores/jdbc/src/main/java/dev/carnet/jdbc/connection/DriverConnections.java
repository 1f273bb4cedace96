package dev.carnet.jdbc.connection;

import com.zaxxer.hikari.HikariDataSource;
import dev.carnet.jdbc.sql.Dialect;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections of a driver. A pool checks whether an idle connection is alive before it lends it, and periodically.
 * A read needs no check, which saves the round trip: a read that meets a dead connection is repeated. If one connection
 * is found dead, all that were opened or checked before it count as dead. Thread-safe.
 */
public final class DriverConnections implements DataSource {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /** Whether this thread borrows a connection that is not to be asked. */
    private static final ThreadLocal<Boolean> UNASKED = ThreadLocal.withInitial(() -> false);

    /** SQLSTATE of an authorisation that is invalid. */
    private static final String NO_PASSWORD = "28000";

    private final Driver driver;
    private final String url;
    private final Properties properties;
    private final Supplier<String> password;
    private final Dialect dialect;
    private final Duration busyTimeout;
    private final Optional<Duration> longestAnswer;
    private volatile long diedNanos = System.nanoTime();

    /**
     * @param driver one that knows the URL
     * @param properties what the driver is told, the user among it
     * @param password asked for each connection; gives an empty text if none is wanted
     * @param dialect knows which failures are over soon
     * @param busyTimeout how long to wait for that
     * @param longestAnswer how long an answer may take once a connection is open, zero for any time; none if as long as the
     *     properties say, which bound the opening too
     */
    public DriverConnections(
            Driver driver,
            String url,
            Properties properties,
            Supplier<String> password,
            Dialect dialect,
            Duration busyTimeout,
            Optional<Duration> longestAnswer) {
        this.driver = driver;
        this.url = url;
        this.properties = properties;
        this.password = password;
        this.dialect = dialect;
        this.busyTimeout = busyTimeout;
        this.longestAnswer = longestAnswer;
    }

    @Override
    public Connection getConnection() throws SQLException {
        long begun = System.nanoTime();
        while (true) {
            try {
                return DriverConnection.of(connect(), this);
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

    /** Carnet's connections of a data source; null if the connections are the application's. */
    public static @Nullable DriverConnections below(DataSource dataSource) {
        DataSource below = dataSource instanceof HikariDataSource pool ? pool.getDataSource() : dataSource;
        return below instanceof DriverConnections own ? own : null;
    }

    /** A connection from a pool, which may have died. */
    public static Connection unasked(DataSource pool) throws SQLException {
        UNASKED.set(true);
        try {
            return pool.getConnection();
        } finally {
            UNASKED.remove();
        }
    }

    /** Whether a connection lives that was last known to live at a time, in nanoseconds. */
    public boolean isAlive(Connection connection, long knownNanos, int timeoutSeconds) throws SQLException {
        if (connection.isClosed() || knownNanos - diedNanos < 0) {
            return false;
        }
        if (UNASKED.get()) {
            return true;
        }
        boolean isAlive = false;
        try {
            isAlive = connection.isValid(timeoutSeconds);
        } finally {
            if (!isAlive) {
                diedNanos = System.nanoTime();
            }
        }
        return isAlive;
    }

    /** Whether a new connection can be had now. */
    public boolean connects() {
        try (Connection connection = connect()) {
            return !connection.isClosed();
        } catch (SQLException e) {
            return false;
        }
    }

    private Connection connect() throws SQLException {
        Properties copy = new Properties();
        copy.putAll(properties);
        addPassword(copy);
        Connection connection;
        try {
            connection = driver.connect(url, copy);
        } catch (LinkageError e) {
            throw new SQLException("the driver's native library is missing", e);
        }
        if (longestAnswer.isPresent()) {
            long millis = Math.min(longestAnswer.get().toMillis(), Integer.MAX_VALUE);
            connection.setNetworkTimeout(Runnable::run, (int) millis);
        }
        return connection;
    }

    private void addPassword(Properties all) throws SQLException {
        try {
            String now = password.get();
            if (!now.isEmpty()) {
                all.put("password", now);
            }
        } catch (UncheckedIOException e) {
            throw new SQLException(e.getMessage(), NO_PASSWORD, e);
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
