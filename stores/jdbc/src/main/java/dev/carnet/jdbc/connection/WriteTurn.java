package dev.carnet.jdbc.connection;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The turn to write among the threads of this process, first come, first served. A database that lets one write at a time has
 * the others try again after a pause, and whoever comes at the right moment goes first: beside one who writes without a break
 * a request could wait for seconds. A courtesy and no guard: who waits for too long goes without. Thread-safe.
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

    public void end() {
        lock.unlock();
    }
}
