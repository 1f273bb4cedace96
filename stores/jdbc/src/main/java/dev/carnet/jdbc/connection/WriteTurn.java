package dev.carnet.jdbc.connection;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Serialises the writes of this process's threads, first come, first served. A database that allows one writer at a time
 * makes the others retry after a pause, so a request could wait for seconds beside a continuous writer. This is not a
 * guard: a thread that waits too long proceeds without its turn. Thread-safe.
 */
public final class WriteTurn {
    private static final long LONGEST_WAIT_SECONDS = 5;

    private final ReentrantLock lock = new ReentrantLock(true);

    /** Waits for the turn; true if it is to be ended. */
    public boolean begin() {
        try {
            return lock.tryLock(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whether others of this process wait for it. */
    public boolean isAwaited() {
        return lock.hasQueuedThreads();
    }

    public void end() {
        lock.unlock();
    }
}
