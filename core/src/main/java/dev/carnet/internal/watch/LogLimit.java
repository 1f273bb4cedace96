package dev.carnet.internal.watch;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Limits log lines of a kind to one a minute and counts the others, so that a fault in every request does not fill the
 * log. Thread-safe.
 */
public final class LogLimit {
    private static final long INTERVAL_MILLIS = Duration.ofMinutes(1).toMillis();

    private final InstantSource clock;
    private final AtomicLong nextMillis = new AtomicLong(Long.MIN_VALUE);
    private final AtomicLong occurrences = new AtomicLong();

    public LogLimit(InstantSource clock) {
        this.clock = clock;
    }

    /** Counts an occurrence; gives how many there were since the last line, or 0 if it is too early for another line. */
    public long occurrencesToLog() {
        occurrences.incrementAndGet();
        long now = clock.millis();
        long next = nextMillis.get();
        return now >= next && nextMillis.compareAndSet(next, now + INTERVAL_MILLIS) ? occurrences.getAndSet(0) : 0;
    }
}
