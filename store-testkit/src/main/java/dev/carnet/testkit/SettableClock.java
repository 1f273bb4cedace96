package dev.carnet.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** A clock that stands still until it is moved. It begins now, so that a store's own clock does not contradict it. */
public final class SettableClock implements InstantSource {
    private volatile Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    @Override
    public Instant instant() {
        return now;
    }

    /** Moves it on, or back by a negative duration. */
    public void advance(Duration by) {
        now = now.plus(by);
    }
}
