package dev.carnet.cli.statistics;

import java.util.List;

/**
 * How many of many values lie below each of some bounds. Not thread-safe.
 *
 * @param <B> what a bound is
 */
final class Histogram<B extends Comparable<B>> {
    private final List<Bar<B>> bounds;
    private final long[] counts;

    /**
     * Values below a bound and not below the one before.
     *
     * @param name for people
     * @param end the bound
     */
    record Bar<B>(String name, B end) {}

    /** @param bounds from the lowest to one that is above every value */
    Histogram(List<Bar<B>> bounds) {
        this.bounds = bounds;
        this.counts = new long[bounds.size()];
    }

    void add(B value) {
        int i = 0;
        while (i < counts.length - 1 && value.compareTo(bounds.get(i).end()) >= 0) {
            i++;
        }
        counts[i]++;
    }

    List<Bar<B>> bars() {
        return bounds;
    }

    long count(int bar) {
        return counts[bar];
    }

    long most() {
        long most = 0;
        for (long each : counts) {
            most = Math.max(most, each);
        }
        return most;
    }
}
