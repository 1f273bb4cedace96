package dev.carnet.jpa.database;

import jakarta.persistence.EntityManager;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Closes connections to a database that takes no writes any more. After a failover they lead to the old primary, and the pool,
 * which is the application's, would lend them on: they answer. A pool drops a connection that is closed, and opens a new one,
 * which leads to the new primary. Where there is none, as in a database that is closed for writing, this costs a new connection
 * ten times a second at most. Thread-safe.
 */
public final class OldPrimary {
    private static final long SHORTEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final AtomicLong left = new AtomicLong(System.nanoTime() - SHORTEST_PAUSE_NANOS);

    /** Closes the connection of a transaction that has failed, if that is why. */
    public void leave(EntityManager manager, Throwable cause) {
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
