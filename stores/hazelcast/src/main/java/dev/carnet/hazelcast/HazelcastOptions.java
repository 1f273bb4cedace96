package dev.carnet.hazelcast;

import java.time.Duration;

/**
 * How sessions are kept in a cluster. Immutable.
 *
 * @param map the map's name
 * @param grace how much longer than its expiry Hazelcast keeps a session before it deletes it by itself: the clocks' tolerance
 *     and, so that a sweep finds the session and tells of its end, two intervals of that
 */
public record HazelcastOptions(String map, Duration grace) {
    public static final String DEFAULT_MAP = "sessions";

    public static final HazelcastOptions DEFAULTS = new HazelcastOptions(DEFAULT_MAP, Duration.ofMinutes(11));

    public HazelcastOptions {
        if (map.isBlank()) {
            throw new IllegalArgumentException("a map needs a name");
        }
        if (grace.isNegative()) {
            throw new IllegalArgumentException("grace must not be negative");
        }
    }
}
