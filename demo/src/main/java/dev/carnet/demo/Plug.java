package dev.carnet.demo;

import dev.carnet.error.SessionStoreException;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.decorate.ForwardingSessionStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A store that can be unplugged for a while: what a visitor sees of an outage, without one. Thread-safe. */
final class Plug extends ForwardingSessionStore {
    private final InstantSource clock;
    private volatile Instant unpluggedUntil = Instant.MIN;

    Plug(SessionStore store, InstantSource clock) {
        super(store);
        this.clock = clock;
    }

    /** From now on each call fails, until the time is over; zero plugs it in again. */
    void unplug(Duration time) {
        unpluggedUntil = clock.instant().plus(time);
    }

    @Override
    protected SessionStore delegate() {
        if (clock.instant().isBefore(unpluggedUntil)) {
            throw new SessionStoreException("the store is unplugged for a demonstration", null);
        }
        return super.delegate();
    }
}
