package dev.carnet.console;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Compares tokens that somebody gives with the right one, only so often a minute. Thread-safe. */
final class TokenCheck {
    private static final int MOST_FAILURES = 10;
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final String token;
    private final InstantSource clock;
    private Instant begin = Instant.MIN;
    private int failures;

    TokenCheck(String token, InstantSource clock) {
        this.token = token;
        this.clock = clock;
    }

    /**
     * Whether it is the right one.
     *
     * @throws RefusedRequestException with status 429 after too many wrong ones
     */
    synchronized boolean isRight(String given) {
        Instant now = clock.instant();
        if (begin.isBefore(now.minus(WINDOW))) {
            begin = now;
            failures = 0;
        }
        if (failures >= MOST_FAILURES) {
            throw new RefusedRequestException(429, "Too many wrong tokens. Try again in a minute.");
        }
        boolean right = RandomText.equal(token, given);
        failures += right ? 0 : 1;
        return right;
    }
}
