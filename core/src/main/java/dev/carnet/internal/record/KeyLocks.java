package dev.carnet.internal.record;

import dev.carnet.spi.SessionKey;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A lock for each session in use, so that sessions never wait for each other. A lock exists only while a thread holds it
 * or waits for it. Thread-safe; does no I/O.
 */
public final class KeyLocks {
    private final ConcurrentMap<SessionKey, CountedLock> inUse = new ConcurrentHashMap<>();

    /** A lock and how many threads hold it or wait for it; the count changes in the map's {@code compute} only. */
    private static final class CountedLock extends ReentrantLock {
        private static final long serialVersionUID = 1L;

        private int users;
    }

    /**
     * Takes a session's lock.
     *
     * @return false if it could not be had in time, or if the thread was interrupted, which it then still is
     */
    public boolean tryLock(SessionKey key, long nanos) {
        CountedLock lock = inUse.compute(key, (same, known) -> {
            CountedLock joined = known == null ? new CountedLock() : known;
            joined.users++;
            return joined;
        });
        boolean isLocked = false;
        try {
            isLocked = lock.tryLock(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (!isLocked) {
                leave(key);
            }
        }
        return isLocked;
    }

    /** Gives back the lock that this thread holds. */
    public void unlock(SessionKey key) {
        CountedLock lock = inUse.get(key);
        if (lock == null) {
            throw new IllegalMonitorStateException("no thread holds this lock");
        }
        lock.unlock();
        leave(key);
    }

    private void leave(SessionKey key) {
        inUse.computeIfPresent(key, (same, lock) -> --lock.users == 0 ? null : lock);
    }

    /** How many locks there are now. */
    public int size() {
        return inUse.size();
    }
}
