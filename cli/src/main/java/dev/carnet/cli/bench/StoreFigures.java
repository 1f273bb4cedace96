package dev.carnet.cli.bench;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/** How long one {@link StoreWork} took, over and over again on several threads. */
final class StoreFigures {
    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final StoreWork work;
    private final int threads;
    private final long[] nanos;

    /**
     * @param nanos how long each took, by thread
     */
    StoreFigures(StoreWork work, List<long[]> nanos) {
        this.work = work;
        this.threads = nanos.size();
        this.nanos = nanos.stream().flatMapToLong(LongStream::of).sorted().toArray();
    }

    StoreWork work() {
        return work;
    }

    long count() {
        return nanos.length;
    }

    /** So many all threads together did in a second. */
    double perSecond() {
        return nanos.length * threads * NANOS_PER_SECOND / Arrays.stream(nanos).sum();
    }

    /** The milliseconds that a share of all did not exceed: the median for 0.5. */
    double millis(double share) {
        return nanos[(int) (share * (nanos.length - 1))] / 1e6;
    }
}
