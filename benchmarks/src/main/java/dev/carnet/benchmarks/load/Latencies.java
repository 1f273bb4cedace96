package dev.carnet.benchmarks.load;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** How long requests took, one by one, in nanoseconds. */
public final class Latencies {
    private long[] nanos = new long[1 << 12];
    private int count;

    public void add(long taken) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = taken;
    }

    public int count() {
        return count;
    }

    /** Those of several threads, the shortest first. */
    public static Latencies sorted(List<Latencies> parts) {
        Latencies all = new Latencies();
        all.nanos = parts.stream()
                .flatMapToLong(each -> LongStream.of(each.nanos).limit(each.count))
                .sorted()
                .toArray();
        all.count = all.nanos.length;
        return all;
    }

    double mean() {
        return LongStream.of(nanos).limit(count).average().orElseThrow();
    }

    /** Of sorted ones that which a share of all does not exceed. */
    public double quantile(double share) {
        return nanos[(int) (share * (count - 1))];
    }
}
