package dev.carnet.jpa.database;

import jakarta.persistence.EntityManager;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Closes connections to a database that has become read-only. After a failover they lead to the old primary, and the
 * application's pool would continue to use them, because they still answer. A pool replaces a closed connection by a new
 * one, which leads to the new primary. If there is none, as for a read-only database, this opens at most ten new
 * connections a second. Thread-safe.
 */
final class OldPrimary {
    private static final long SHORTEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final AtomicLong left = new AtomicLong(System.nanoTime() - SHORTEST_PAUSE_NANOS);

    /** Closes the connection of a transaction that has failed, if that is why. */
    void leave(EntityManager manager, Throwable cause) {
        long now = System.nanoTime();
        long before = left.get();
        if (cause instanceof RuntimeException failure
                && Failure.of(failure).isClosed()
                && now - before >= SHORTEST_PAUSE_NANOS
                && left.compareAndSet(before, now)) {
            try {
                DatabaseProduct.<Boolean>on(manager, connection -> {
                    connection.abort(Runnable::run);
                    return true;
                });
            } catch (RuntimeException lost) {
                cause.addSuppressed(lost);
            }
        }
    }
}
