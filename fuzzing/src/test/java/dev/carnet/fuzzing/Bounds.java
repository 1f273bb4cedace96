package dev.carnet.fuzzing;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/**
 * What one input may cost: processor time and bytes allocated, both of the calling thread. A fixed share for what a reader
 * does once, and one in proportion to the input, so that what grows faster than it is found with short inputs too.
 */
public final class Bounds {
    private static final long NANOS = 2_000_000_000L;
    private static final long BYTES = 32L << 20;
    private static final long BYTES_PER_BYTE = 16L << 10;

    private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Bounds() {}

    /** Work that may fail as its caller knows. */
    @FunctionalInterface
    public interface Work<E extends Exception> {
        void run() throws E;
    }

    /**
     * Does the work. If it took too much it is done once more and judged by that: what is done once, such as loading classes,
     * is no cost of an input.
     *
     * @param input bytes of the input
     * @throws AssertionError if it takes more than an input of that size may take
     */
    public static <E extends Exception> void check(int input, Work<E> work) throws E {
        if (excess(input, work) != null) {
            String excess = excess(input, work);
            if (excess != null) {
                throw new AssertionError(input + " bytes " + excess);
            }
        }
    }

    private static <E extends Exception> @Nullable String excess(int input, Work<E> work) throws E {
        long bytes = THREAD.getCurrentThreadAllocatedBytes();
        long nanos = THREAD.getCurrentThreadCpuTime();
        work.run();
        long tookNanos = THREAD.getCurrentThreadCpuTime() - nanos;
        long tookBytes = THREAD.getCurrentThreadAllocatedBytes() - bytes;
        if (tookNanos > NANOS) {
            return "take " + tookNanos / 1_000_000 + " ms";
        }
        return tookBytes > BYTES + input * BYTES_PER_BYTE ? "make " + (tookBytes >> 20) + " MiB" : null;
    }
}
