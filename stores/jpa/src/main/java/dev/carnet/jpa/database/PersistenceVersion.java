package dev.carnet.jpa.database;

import jakarta.persistence.CacheStoreMode;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.PersistenceUnitTransactionType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The differences between Jakarta Persistence 3.2 and 3.1, the version of Spring Boot 3.5. With 3.1 a unit of the
 * application works, through earlier features of Hibernate and EclipseLink; Carnet's own unit needs 3.2.
 */
public final class PersistenceVersion {
    private static final boolean IS_3_2 = Arrays.stream(EntityManager.class.getMethods())
            .anyMatch(each -> each.getName().equals("callWithConnection"));

    private PersistenceVersion() {}

    public static boolean is32() {
        return IS_3_2;
    }

    /** Whether the factory says that its transactions are JTA's. In 3.1 it cannot be asked, but may have a property. */
    public static boolean saysJta(EntityManagerFactory factory) {
        return IS_3_2
                ? Newer.saysJta(factory)
                : "JTA".equals(String.valueOf(factory.getProperties().get("jakarta.persistence.transactionType")));
    }

    /** Makes writes bypass the second-level cache. */
    public static void bypassCache(EntityManager manager) {
        if (IS_3_2) {
            Newer.bypassCache(manager);
        } else {
            manager.setProperty("jakarta.persistence.cache.storeMode", CacheStoreMode.BYPASS);
        }
    }

    /** Does something on the connection of a transaction. */
    public static <T> T onConnection(EntityManager manager, DatabaseProduct.Work<T> work) {
        if (IS_3_2) {
            return Newer.onConnection(manager, work);
        }
        Class<?> provider = manager.getDelegate().getClass();
        try {
            return provider.getName().startsWith("org.hibernate.")
                    ? onHibernates(manager, provider.getClassLoader(), work)
                    : work.on(manager.unwrap(Connection.class));
        } catch (SQLException | ReflectiveOperationException e) {
            throw new PersistenceException(e);
        }
    }

    /** Its classes are called by name, so that Carnet is not built with them. */
    @SuppressWarnings("unchecked") // what the work gives comes back
    private static <T> T onHibernates(EntityManager manager, @Nullable ClassLoader loader, DatabaseProduct.Work<T> work)
            throws ReflectiveOperationException {
        Class<?> session = Class.forName("org.hibernate.Session", false, loader);
        Class<?> returningWork = Class.forName("org.hibernate.jdbc.ReturningWork", false, loader);
        Object proxy = Proxy.newProxyInstance(
                loader,
                new Class<?>[] {returningWork},
                (same, method, arguments) -> work.on((Connection) arguments[0]));
        try {
            return (T) session.getMethod("doReturningWork", returningWork).invoke(manager.unwrap(session), proxy);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    /** Is loaded only where its classes are there. */
    private static final class Newer {
        static boolean saysJta(EntityManagerFactory factory) {
            return factory.getTransactionType() == PersistenceUnitTransactionType.JTA;
        }

        static void bypassCache(EntityManager manager) {
            manager.setCacheStoreMode(CacheStoreMode.BYPASS);
        }

        static <T> T onConnection(EntityManager manager, DatabaseProduct.Work<T> work) {
            return manager.<Connection, T>callWithConnection(lent -> {
                // EclipseLink 5.0 lends none, but gives its own when asked.
                Connection connection = lent == null ? manager.unwrap(Connection.class) : lent;
                return work.on(connection);
            });
        }
    }
}
