package dev.carnet;

import dev.carnet.internal.record.Tokens;
import dev.carnet.spi.SessionStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * A sweep that runs only if no other process sweeps the same sessions. After each batch it renews its claim, ends if another
 * process has it by now, and rests as long as the batch took: nobody waits for it, while requests wait for the storage.
 * Thread-safe.
 */
final class ClaimedSweep implements Runnable {
    /** A rest is no longer, however long a batch took. */
    private static final Duration LONGEST_REST = Duration.ofSeconds(1);

    private final SessionStore store;
    private final String scope;
    private final Duration interval;
    private final InstantSource clock;
    private final Consumer<BooleanSupplier> sweep;
    private final LongConsumer rest;
    private final String name = Tokens.newHandle();

    /**
     * @param scope the prefix of the keys that are swept
     * @param interval for how long a claim lasts
     * @param sweep receives what to call after each batch, which tells whether to go on
     */
    ClaimedSweep(
            SessionStore store, String scope, Duration interval, InstantSource clock, Consumer<BooleanSupplier> sweep) {
        this(store, scope, interval, clock, sweep, LockSupport::parkNanos); // not at all if this thread is interrupted
    }

    /** @param rest receives for how many nanoseconds to rest */
    ClaimedSweep(
            SessionStore store,
            String scope,
            Duration interval,
            InstantSource clock,
            Consumer<BooleanSupplier> sweep,
            LongConsumer rest) {
        this.store = store;
        this.scope = scope;
        this.interval = interval;
        this.clock = clock;
        this.sweep = sweep;
        this.rest = rest;
    }

    @Override
    public void run() {
        if (claim()) {
            AtomicLong begin = new AtomicLong(System.nanoTime());
            sweep.accept(() -> {
                long taken = System.nanoTime() - begin.get();
                boolean isMine = claim();
                if (isMine) {
                    rest.accept(Math.min(taken, LONGEST_REST.toNanos()));
                    begin.set(System.nanoTime());
                }
                return isMine;
            });
        }
    }

    private boolean claim() {
        Instant now = clock.instant();
        return store.claimSweep(scope, name, now, now.plus(interval));
    }
}
