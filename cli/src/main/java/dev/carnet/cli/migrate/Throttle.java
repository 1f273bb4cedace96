package dev.carnet.cli.migrate;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Lets so many pass in a second, evenly, on any thread; without a rate all of them. */
final class Throttle {
    private final long nanosEach;
    private final AtomicLong next = new AtomicLong(System.nanoTime());

    private Throttle(long nanosEach) {
        this.nanosEach = nanosEach;
    }

    /** @param perSecond null for no limit */
    static Throttle of(@Nullable Integer perSecond) {
        return new Throttle(perSecond == null ? 0 : TimeUnit.SECONDS.toNanos(1) / perSecond);
    }

    void pass() {
        if (nanosEach == 0) {
            return;
        }
        long now = System.nanoTime();
        long turn = next.getAndUpdate(due -> Math.max(due, now) + nanosEach);
        for (long left = turn - now; left > 0; left = turn - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
        }
    }
}
