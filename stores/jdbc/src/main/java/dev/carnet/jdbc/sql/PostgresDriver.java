package dev.carnet.jdbc.sql;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Features of PostgreSQL's driver beyond JDBC, through its public interface {@code PGConnection}, by reflection.
 * Thread-safe.
 */
public final class PostgresDriver {
    private static final String CONNECTION = "org.postgresql.PGConnection";

    /** The driver that was seen last: a pool has one, so it is looked for once. */
    private static volatile @Nullable PostgresDriver last;

    private final Class<?> type;
    private final Method prepareThreshold;
    private final Method setPrepareThreshold;
    private final Method backendPid;

    private PostgresDriver(Class<?> type) throws NoSuchMethodException {
        this.type = type;
        prepareThreshold = type.getMethod("getPrepareThreshold");
        setPrepareThreshold = type.getMethod("setPrepareThreshold", int.class);
        backendPid = type.getMethod("getBackendPID");
    }

    /** The driver of a connection, however a pool has wrapped it; null if it is another or cannot be seen. */
    public static @Nullable PostgresDriver of(Connection connection) throws SQLException {
        PostgresDriver known = last;
        if (known != null && connection.isWrapperFor(known.type)) {
            return known;
        }
        PostgresDriver found = find(connection);
        if (found != null) {
            last = found;
        }
        return found;
    }

    /** A driver may be loaded by the application, by its container, or by both. */
    private static @Nullable PostgresDriver find(Connection connection) throws SQLException {
        ClassLoader real = connection.unwrap(Connection.class).getClass().getClassLoader();
        for (ClassLoader each : Stream.concat(Stream.of(real), Arrays.stream(DriverLoaders.all()))
                .filter(Objects::nonNull)
                .toList()) {
            try {
                Class<?> type = Class.forName(CONNECTION, false, each);
                if (connection.isWrapperFor(type)) {
                    return new PostgresDriver(type);
                }
            } catch (ClassNotFoundException | NoSuchMethodException notThere) {
                // The next loader may have it.
            }
        }
        return null;
    }

    /** How often a statement is used before the server keeps it under a name; 0 is never. */
    public int prepareThreshold(Connection connection) throws SQLException {
        return number(prepareThreshold, connection);
    }

    public void setPrepareThreshold(Connection connection, int threshold) throws SQLException {
        call(setPrepareThreshold, connection, threshold);
    }

    /** The server process that greeted this connection. */
    public int backendPid(Connection connection) throws SQLException {
        return number(backendPid, connection);
    }

    private int number(Method method, Connection connection) throws SQLException {
        return call(method, connection) instanceof Integer number ? number : 0;
    }

    private @Nullable Object call(Method method, Connection connection, Object... arguments) throws SQLException {
        try {
            return method.invoke(connection.unwrap(type), arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof SQLException cause ? cause : new SQLException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new SQLException(e);
        }
    }
}
