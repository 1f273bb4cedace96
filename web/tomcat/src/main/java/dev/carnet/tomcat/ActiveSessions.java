package dev.carnet.tomcat;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * The number of sessions, which a monitoring system asks every node for every few seconds, and which among millions of sessions
 * takes the store seconds. A count that took long is therefore given again for a hundred times as long. Thread-safe.
 */
final class ActiveSessions {
    private static final int TIMES = 100;

    /** What takes no longer, in nanoseconds, is counted each time. */
    private static final long SHORT = 10_000_000;

    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private long last;
    private long countedAt;
    private long goodFor = Long.MIN_VALUE;

    /** @param nanoTime a clock like {@link System#nanoTime} */
    ActiveSessions(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** The number that a count gave, now or a while ago. Who asks during a count waits for it. */
    long counted(LongSupplier count) {
        lock.lock();
        try {
            long begin = nanoTime.getAsLong();
            if (begin - countedAt >= goodFor) {
                last = count.getAsLong();
                countedAt = nanoTime.getAsLong();
                long took = countedAt - begin;
                goodFor = took > SHORT ? took * TIMES : 0;
            }
            return last;
        } finally {
            lock.unlock();
        }
    }
}
