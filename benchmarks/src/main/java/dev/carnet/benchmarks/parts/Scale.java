package dev.carnet.benchmarks.parts;

import java.time.Duration;

/**
 * How much the parts of a run measure.
 *
 * @param rows sessions in a table that is swept and searched, and in memory
 * @param rowsOneByOne so many of them are loaded and deleted one by one
 * @param calm how long requests run before a sweep
 * @param turns everybody gets so many where turns are taken
 */
public record Scale(int rows, int rowsOneByOne, Duration calm, int turns) {
    private static final int MOST_ONE_BY_ONE = 10_000;

    /** All of it. */
    public static Scale full(int rows) {
        return new Scale(rows, Math.min(rows / 2, MOST_ONE_BY_ONE), Duration.ofSeconds(20), 20);
    }
}
