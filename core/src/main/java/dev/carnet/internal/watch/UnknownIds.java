package dev.carnet.internal.watch;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.LongAdder;

/**
 * Detects attempts to guess ids: within a minute, at least {@value #LEAST} requests have ids without a session, and more
 * than have ids of live sessions. Visitors whose sessions have expired have such ids too, but the others do not.
 * Thread-safe.
 */
final class UnknownIds {
    static final int LEAST = 100;

    private static final long INTERVAL_MILLIS = Duration.ofMinutes(1).toMillis();

    private final InstantSource clock;

    /** Counted with every request, so without a lock. */
    private final LongAdder known = new LongAdder();

    private long began = Long.MIN_VALUE;
    private int unknown;
    private long knownBefore;
    private boolean told;

    UnknownIds(InstantSource clock) {
        this.clock = clock;
    }

    void known() {
        known.increment();
    }

    /** Counts one; gives how many they are if that is suspicious and was not told in this minute, else 0. */
    synchronized int unknown() {
        beginInterval();
        unknown++;
        if (told || unknown < LEAST || unknown <= known.sum() - knownBefore) {
            return 0;
        }
        told = true;
        return unknown;
    }

    private void beginInterval() {
        long now = clock.millis();
        if (now >= began + INTERVAL_MILLIS || began == Long.MIN_VALUE) {
            began = now;
            unknown = 0;
            knownBefore = known.sum();
            told = false;
        }
    }
}
