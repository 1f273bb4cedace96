package dev.carnet.jdbc;

import java.time.Duration;

/**
 * How many rows the next batch of a sweep takes where writers wait for each other: the usual number, and twice as many after each
 * batch for which nobody waited and which was short. Fewer and larger transactions write fewer pages, but keep a request
 * waiting: for no longer than a few writes of its own would take. Thread-safe: of two sweeps at once either goes at the
 * other's pace.
 */
final class SweepPace {
    private static final int MOST = 1000;
    private static final Duration LONGEST = Duration.ofMillis(4);

    private final int usual;
    private final boolean adapts;
    private volatile int rows;

    /** @param adapts false if it is always the usual number */
    SweepPace(int usual, boolean adapts) {
        this.usual = usual;
        this.adapts = adapts;
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
        if (!adapts) {
            return;
        }
        if (wasAwaited || taken.compareTo(LONGEST) > 0) {
            rows = Math.max(usual, Math.min(rows, swept) / 2);
        } else if (swept >= rows && taken.multipliedBy(2).compareTo(LONGEST) < 0) {
            rows = Math.min(2 * rows, MOST);
        }
    }
}
