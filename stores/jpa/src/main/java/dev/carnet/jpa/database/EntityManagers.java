package dev.carnet.jpa.database;

import dev.carnet.error.SessionException;
import dev.carnet.error.SessionStoreException;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.EntityTransaction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Runs each operation with its own entity manager and transaction; the application's transactions are neither joined nor
 * affected. Converts failures to {@link SessionStoreException}s. Thread-safe.
 */
public class EntityManagers {
    private static final int ATTEMPTS = 3;

    private final EntityManagerFactory factory;
    private final UnnamedStatements unnamed = new UnnamedStatements();
    private final OldPrimary oldPrimary = new OldPrimary();
    private volatile boolean readsInTransaction;

    public EntityManagers(EntityManagerFactory factory) {
        this.factory = factory;
    }

    public final EntityManagerFactory factory() {
        return factory;
    }

    /**
     * Runs work that changes nothing, outside of a transaction, as far as the driver gives what it reads then. Once more, if
     * the connection had died.
     *
     * @param failure completes "JPA: ..." in the message
     */
    public <T> T read(String failure, Function<EntityManager, T> work) {
        boolean inside = readsInTransaction;
        try {
            return inside ? inTransaction(work) : alone(work);
        } catch (SessionException e) {
            throw e;
        } catch (RuntimeException e) {
            Failure seen = Failure.of(e);
            boolean wantsTransaction = seen.wantsTransaction() && !inside;
            if (wantsTransaction) {
                readsInTransaction = true;
            } else if (!seen.isDeadConnection(readsInTransaction)) {
                throw seen.toException(failure);
            }
            return inside || wantsTransaction
                    ? translated(failure, () -> inTransaction(work))
                    : translated(failure, () -> alone(work));
        }
    }

    /**
     * Runs work that may change something in a transaction, once; again only if the database undid all of it to end a deadlock.
     *
     * @param failure completes "JPA: ..." in the message
     */
    public <T> T write(String failure, Function<EntityManager, T> work) {
        return write(failure, work, result -> true);
    }

    /**
     * Runs work that may change something in a transaction, which is rolled back if the work says false.
     *
     * @param failure completes "JPA: ..." in the message
     * @return what the work said
     */
    public final boolean writeOrNot(String failure, Predicate<EntityManager> work) {
        return write(failure, work::test, isWanted -> isWanted);
    }

    private <T> T write(String failure, Function<EntityManager, T> work, Predicate<T> isWanted) {
        for (int left = ATTEMPTS; ; left--) {
            try {
                return inTransaction(work, isWanted);
            } catch (SessionException e) {
                throw e;
            } catch (RuntimeException e) {
                Failure seen = Failure.of(e);
                if (left == 1 || !seen.isUndone()) {
                    throw seen.ofWrite(failure);
                }
            }
        }
    }

    /** Runs work in a transaction that is always rolled back. Exceptions are thrown unchanged. */
    public final <T> T rolledBack(Function<EntityManager, T> work) {
        try (EntityManager manager = factory.createEntityManager()) {
            EntityTransaction transaction = manager.getTransaction();
            transaction.begin();
            try {
                unnamed.in(manager);
                T result = work.apply(manager);
                transaction.rollback();
                return result;
            } catch (RuntimeException | Error e) {
                rollBack(transaction, e);
                throw e;
            }
        }
    }

    private static <T> T translated(String failure, Supplier<T> work) {
        try {
            return work.get();
        } catch (SessionException e) {
            throw e;
        } catch (RuntimeException e) {
            throw Failure.of(e).toException(failure);
        }
    }

    private <T> T alone(Function<EntityManager, T> work) {
        try (EntityManager manager = factory.createEntityManager()) {
            if (unnamed.in(manager)) {
                return work.apply(manager);
            }
        }
        readsInTransaction = true;
        return inTransaction(work);
    }

    private <T> T inTransaction(Function<EntityManager, T> work) {
        return inTransaction(work, result -> true);
    }

    private <T> T inTransaction(Function<EntityManager, T> work, Predicate<T> isWanted) {
        try (EntityManager manager = factory.createEntityManager()) {
            EntityTransaction transaction = manager.getTransaction();
            transaction.begin();
            try {
                unnamed.in(manager);
                T result = work.apply(manager);
                if (isWanted.test(result)) {
                    manager.flush(); // Here, not in the commit, what fails still has its connection.
                    transaction.commit();
                } else {
                    transaction.rollback();
                }
                return result;
            } catch (RuntimeException | Error e) {
                oldPrimary.leave(manager, e);
                rollBack(transaction, e);
                throw e;
            }
        }
    }

    private static void rollBack(EntityTransaction transaction, Throwable cause) {
        try {
            if (transaction.isActive()) {
                transaction.rollback();
            }
        } catch (RuntimeException lost) {
            cause.addSuppressed(lost);
        }
    }
}
