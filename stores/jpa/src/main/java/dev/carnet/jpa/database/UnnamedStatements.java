package dev.carnet.jpa.database;

import dev.carnet.error.SessionStoreException;
import jakarta.persistence.EntityManager;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Prevents PostgreSQL's driver from naming statements on the server. Behind a pooler that shares server connections
 * among clients, the same name may be another statement on each connection, and a read could run as a delete. The
 * threshold is set on the connection of each operation and stays, because the provider returns the connection itself. A
 * {@code prepareThreshold} in the URL takes precedence. Thread-safe.
 */
public final class UnnamedStatements {
    private static final String DRIVER = "org.postgresql.PGConnection";

    private volatile boolean isSettled;
    private volatile @Nullable Class<?> driver;

    /**
     * Looks at the connection of an entity manager.
     *
     * @return false if there is none outside of a transaction, as with EclipseLink
     */
    public boolean in(EntityManager manager) {
        return isSettled || DatabaseProduct.<Boolean>on(manager, this::in);
    }

    private boolean in(@Nullable Connection connection) throws SQLException {
        if (connection == null) {
            return false;
        }
        Class<?> known = driver;
        if (known == null) {
            String url = String.valueOf(connection.getMetaData().getURL());
            boolean isPostgres =
                    connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
            isSettled = !isPostgres || url.contains("prepareThreshold=");
            if (isSettled) {
                return true;
            }
            known = find(connection);
            driver = known;
        }
        try {
            Method threshold = known.getMethod("setPrepareThreshold", int.class);
            threshold.invoke(connection.unwrap(known), 0);
            return true;
        } catch (ReflectiveOperationException e) {
            throw new SQLException(e);
        }
    }

    /** A driver may be loaded by the application, by its container, or by both. */
    private static Class<?> find(Connection connection) throws SQLException {
        ClassLoader[] loaders = {
            connection.unwrap(Connection.class).getClass().getClassLoader(),
            Thread.currentThread().getContextClassLoader(),
            UnnamedStatements.class.getClassLoader()
        };
        for (ClassLoader each : loaders) {
            try {
                Class<?> type = Class.forName(DRIVER, false, each);
                if (connection.isWrapperFor(type)) {
                    return type;
                }
            } catch (ClassNotFoundException notThere) {
                // The next loader may have it.
            }
        }
        throw new SessionStoreException(
                "JPA: the driver of the persistence unit cannot turn off named statements on the server, so one"
                        + " statement could run instead of another behind a pooler; add prepareThreshold=0 to its URL",
                null);
    }
}
