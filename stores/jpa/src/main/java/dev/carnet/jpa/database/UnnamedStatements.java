package dev.carnet.jpa.database;

import dev.carnet.error.SessionStoreException;
import jakarta.persistence.EntityManager;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps PostgreSQL's driver from giving statements a name on the server. Behind a pooler that lends its server connections to
 * many clients, the same name is another statement on each of them, and a read could run as a delete. The threshold is set on
 * the connection of each piece of work and stays, since the provider gives the connection back by itself. A URL that says
 * {@code prepareThreshold} has the last word. Thread-safe.
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
                "DBIC: the driver of the persistence unit cannot turn off named statements on the server, so one"
                        + " statement could run instead of another behind a pooler; add prepareThreshold=0 to its URL",
                null);
    }
}
