package dev.carnet.jdbc;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many rows the next batch of a sweep takes, so that none keeps the database from requests for long: the usual number, half as
 * many after a batch that was long, and twice as many again after a short one.
 *
 * <p>Where writers wait for each other, a batch is long sooner if somebody waited for it; and while nobody waits, batches grow
 * beyond the usual number, because fewer and larger transactions write fewer pages. Thread-safe: of two sweeps at once either
 * goes at the other's pace.
 */
final class SweepPace {
    private static final int LEAST = 20;
    private static final int MOST = 1000;
    private static final Duration LONGEST = Duration.ofMillis(25);
    private static final Duration LONGEST_AWAITED = Duration.ofMillis(5);

    /** After so many batches for which nobody waited it seems that nobody writes. */
    private static final int CALM = 8;

    private final int usual;
    private final boolean grows;
    private final AtomicInteger calm = new AtomicInteger(CALM);
    private volatile int rows;

    /** @param grows whether batches may be larger than usual */
    SweepPace(int usual, boolean grows) {
        this.usual = usual;
        this.grows = grows;
        this.rows = usual;
    }

    int rows() {
        return rows;
    }

    /**
     * Notes a batch.
     *
     * @param taken how long others could not write
     * @param wasAwaited whether somebody waited at its end
     */
    void note(int swept, Duration taken, boolean wasAwaited) {
        boolean isCalm = calm.updateAndGet(before -> wasAwaited ? 0 : Math.min(before + 1, CALM)) == CALM;
        if (taken.compareTo(wasAwaited ? LONGEST_AWAITED : LONGEST) > 0) {
            rows = Math.max(LEAST, Math.min(rows, swept) / 2);
        } else if (isCalm && swept >= rows && taken.multipliedBy(2).compareTo(LONGEST) < 0) {
            rows = Math.min(2 * rows, grows ? MOST : usual);
        }
    }
}
