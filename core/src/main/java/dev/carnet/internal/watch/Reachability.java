package dev.carnet.internal.watch;

import dev.carnet.error.StoreUnreachableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a store is considered down: when calls have found it unreachable for a second without any answer in
 * between. Connections that all break at the same moment, as in a failover, are not an outage yet. From then on one call
 * a second goes through as a probe; the first answer, even an error of the store itself, ends the outage. Thread-safe;
 * never blocks.
 *
 * <p>Like {@code CircuitBreaker} of resilience4j, but it counts only silence and no failure rate, and admits a probe while
 * another one still waits for its timeout.
 */
public final class Reachability {
    private static final long INTERVAL_MILLIS = Duration.ofSeconds(1).toMillis();

    private final InstantSource clock;
    private final Events events;
    private final AtomicReference<@Nullable Silence> silence = new AtomicReference<>();

    public Reachability(InstantSource clock, Events events) {
        this.clock = clock;
        this.events = events;
    }

    /**
     * Since when no call was answered.
     *
     * @param sinceMillis when the first call failed
     * @param probedMillis when the last probe was let through; of no meaning before the store is down
     * @param isDown whether calls are refused
     * @param failure the latest failure
     */
    private record Silence(long sinceMillis, long probedMillis, boolean isDown, StoreUnreachableException failure) {}

    /** Throws {@link StoreDownException} if the store is not to be called now. */
    public void requireReachable() {
        Silence now = silence.get();
        if (now == null || !now.isDown()) {
            return;
        }
        long millis = clock.millis();
        boolean isProbe = hasPassed(now.probedMillis(), millis)
                && silence.compareAndSet(now, new Silence(now.sinceMillis(), millis, true, now.failure()));
        if (!isProbe) {
            throw new StoreDownException("the session store has not answered since "
                    + Instant.ofEpochMilli(now.sinceMillis()) + " and is tried once a second. The last failure: "
                    + now.failure().getMessage());
        }
    }

    /** A call was answered. */
    public void answered() {
        if (silence.get() == null) {
            return;
        }
        Silence ended = silence.getAndSet(null);
        if (ended != null && ended.isDown()) {
            events.storeUp();
        }
    }

    /** A call was not answered. */
    public void failed(StoreUnreachableException failure) {
        long millis = clock.millis();
        Silence before;
        Silence after;
        do {
            before = silence.get();
            after = before == null
                    ? new Silence(millis, millis, false, failure)
                    : new Silence(
                            before.sinceMillis(),
                            before.isDown() ? before.probedMillis() : millis,
                            before.isDown() || hasPassed(before.sinceMillis(), millis),
                            failure);
        } while (!silence.compareAndSet(before, after));
        if (after.isDown() && (before == null || !before.isDown())) {
            events.storeDown(failure);
        }
    }

    /** Whether the interval has passed; also where the clock was set back. */
    private static boolean hasPassed(long sinceMillis, long nowMillis) {
        long passed = nowMillis - sinceMillis;
        return passed >= INTERVAL_MILLIS || passed < 0;
    }
}
