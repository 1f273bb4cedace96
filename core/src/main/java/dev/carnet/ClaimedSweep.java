package dev.carnet;

import dev.carnet.internal.record.Tokens;
import dev.carnet.spi.SessionStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * A sweep that runs only if no other process sweeps the same sessions. It renews its claim after each batch. Thread-safe.
 */
final class ClaimedSweep implements Runnable {
    private final SessionStore store;
    private final String scope;
    private final Duration interval;
    private final InstantSource clock;
    private final Consumer<LongConsumer> sweep;
    private final String name = Tokens.newHandle();

    /**
     * @param scope the prefix of the keys that are swept
     * @param interval for how long a claim lasts
     * @param sweep receives what to call after each batch
     */
    ClaimedSweep(
            SessionStore store, String scope, Duration interval, InstantSource clock, Consumer<LongConsumer> sweep) {
        this.store = store;
        this.scope = scope;
        this.interval = interval;
        this.clock = clock;
        this.sweep = sweep;
    }

    @Override
    public void run() {
        if (claim()) {
            sweep.accept(batch -> claim());
        }
    }

    private boolean claim() {
        Instant now = clock.instant();
        return store.claimSweep(scope, name, now, now.plus(interval));
    }
}
