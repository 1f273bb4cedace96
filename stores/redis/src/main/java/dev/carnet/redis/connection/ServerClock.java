package dev.carnet.redis.connection;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A lower bound of the clock of the server at the other end of a connection. It is computed from an answer of that
 * server and the elapsed time on this process's monotonic clock. The server's clock may be later by the latency of the
 * answer. Not thread-safe, like the connection.
 */
public final class ServerClock {
    /** If the server's clock is set back, the estimate is wrong; it is therefore renewed after this time. */
    private static final long LONGEST_VALID_NANOS = TimeUnit.MINUTES.toNanos(1);

    /** A connection that was used within this time is taken for alive. */
    public static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private long serverMillis;
    private long learntAt;
    private boolean isKnown;
    private long heardAt;
    private boolean isHeard;

    /** Notes that the server has answered something. */
    public void heard(long received) {
        heardAt = received;
        isHeard = true;
    }

    /** Whether the server's last answer is so long ago that the connection may have died since. */
    public boolean hasLainIdle() {
        return isHeard && System.nanoTime() - heardAt > IDLE_NANOS;
    }

    public boolean isKnown() {
        return isKnown && System.nanoTime() - learntAt < LONGEST_VALID_NANOS;
    }

    /** Learns from an answer, just received, that holds the server's time in milliseconds since 1970. */
    public void learn(long millis, long received) {
        serverMillis = millis;
        learntAt = received;
        heard(received);
        isKnown = true;
    }

    /** Learns from the answer to TIME. */
    public void learn(List<?> time) {
        learn(
                TimeUnit.SECONDS.toMillis(number(time.get(0))) + TimeUnit.MICROSECONDS.toMillis(number(time.get(1))),
                System.nanoTime());
    }

    private static long number(Object text) {
        return Long.parseLong(new String((byte[]) text, US_ASCII));
    }

    /** What the server's clock has surely reached at an instant of {@link System#nanoTime}, in milliseconds since 1970. */
    public long at(long nanos) {
        return serverMillis + Math.floorDiv(nanos - learntAt, TimeUnit.MILLISECONDS.toNanos(1));
    }
}
