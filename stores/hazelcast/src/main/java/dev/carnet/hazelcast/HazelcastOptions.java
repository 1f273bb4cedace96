package dev.carnet.hazelcast;

import java.time.Duration;

/**
 * Options of sessions in a cluster. Immutable.
 *
 * @param map the map's name
 * @param grace how long after its expiry Hazelcast deletes a session itself: the clock tolerance and two sweep
 *     intervals, in which a sweep finds the session and reports its end
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
