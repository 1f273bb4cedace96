package dev.carnet.console;

import java.util.List;

/** How many of many values lie below each of some bounds. Not thread-safe. */
final class Distribution {
    private final List<Bar> bars;
    private final long[] counts;

    /**
     * Values below a bound and not below the one before.
     *
     * @param name for people
     * @param end the bound
     */
    record Bar(String name, long end) {}

    /** @param bars the last one takes what is above every other */
    Distribution(List<Bar> bars) {
        this.bars = bars;
        this.counts = new long[bars.size()];
    }

    /** Since when a session is idle or there, in seconds. */
    static Distribution ofSeconds() {
        return new Distribution(List.of(
                new Bar("under a minute", 60),
                new Bar("under 10 minutes", 600),
                new Bar("under an hour", 3600),
                new Bar("under a day", 86_400),
                new Bar("under a week", 604_800),
                new Bar("longer", Long.MAX_VALUE)));
    }

    static Distribution ofBytes() {
        return new Distribution(List.of(
                new Bar("under 256 B", 256),
                new Bar("under 1 KB", 1 << 10),
                new Bar("under 4 KB", 1 << 12),
                new Bar("under 16 KB", 1 << 14),
                new Bar("under 64 KB", 1 << 16),
                new Bar("larger", Long.MAX_VALUE)));
    }

    void add(long value) {
        int i = 0;
        while (i < counts.length - 1 && value >= bars.get(i).end()) {
            i++;
        }
        counts[i]++;
    }

    List<Bar> bars() {
        return bars;
    }

    long count(int bar) {
        return counts[bar];
    }
}
