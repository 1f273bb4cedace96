package dev.carnet.redis.connection;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import redis.clients.jedis.Connection;

/**
 * The time until which a write may be carried out, on the clock of {@link System#nanoTime}. It is the time at which the
 * sender gives up waiting for the answer. If the connection breaks earlier, the sender waits until then before it
 * reports the failure. So a write that was reported as failed is carried out before that time or never.
 */
public final class Deadline {
    /** For a client that would wait for ever. */
    public static final long USUAL_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** The client's timeout begins when all is sent: at this rate, or, after that was too late, at the other. */
    private static final long NANOS_A_BYTE = 100;

    private static final long SLOW_NANOS_A_BYTE = 2000;

    private Deadline() {}

    /**
     * For a call that is sent now.
     *
     *
     * @param bytes how large it is
     * @param again whether it has come too late before
     */
    public static long of(Connection connection, long bytes, boolean again) {
        int timeout = connection.getSoTimeout();
        return System.nanoTime()
                + (timeout == 0 ? USUAL_NANOS : TimeUnit.MILLISECONDS.toNanos(timeout))
                + bytes * (again ? SLOW_NANOS_A_BYTE : NANOS_A_BYTE);
    }

    /** Waits until a deadline has passed, or this thread is interrupted. */
    public static void await(long deadline) {
        for (long left = deadline - System.nanoTime();
                left > 0 && !Thread.currentThread().isInterrupted();
                left = deadline - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
