package dev.carnet.hazelcast;

import java.time.Duration;
import java.time.Instant;

/**
 * The TTL of an entry, which the member counts from the write. It is computed without a clock: a write happens at or
 * after the last access, so the time from that to the expiry is never too short.
 */
final class TimeToLive {
    /** Hazelcast's word for an entry that does not expire. */
    static final long FOREVER = 0;

    private static final Instant NEVER = Instant.parse("9999-12-31T23:59:59Z");

    private TimeToLive() {}

    /** Milliseconds, at least one. */
    static long millis(Instant lastAccessedAt, Instant expiresAt, long graceMillis) {
        return expiresAt.isBefore(NEVER)
                ? Math.max(1, Duration.between(lastAccessedAt, expiresAt).toMillis() + graceMillis)
                : FOREVER;
    }
}
