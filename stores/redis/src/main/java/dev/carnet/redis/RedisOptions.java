package dev.carnet.redis;

import java.time.Duration;

/**
 * How sessions are kept in Redis. Immutable.
 *
 * @param prefix what the keys begin with; may be empty. Default {@code carnet:}
 * @param grace how much longer than its expiry Redis keeps a session before it deletes it by itself: the clocks'
 *     tolerance, and the time in which a sweep finds it and tells so. Default 11 minutes
 * @param principalIndex whether sessions are found by their principal without looking at all. Default true
 * @param replicas how many replicas must confirm each write but a touch; one that they do not confirm is stored, and told by
 *     {@link dev.carnet.error.UnconfirmedWriteException}. Default 0
 * @param replicaTimeout the longest wait for that, at least a millisecond. Default 1 second
 * @param debug whether every command is logged, its keys and values masked. Default false
 */
public record RedisOptions(
        String prefix, Duration grace, boolean principalIndex, int replicas, Duration replicaTimeout, boolean debug) {

    public static final RedisOptions DEFAULTS = builder().build();

    /** Throws {@link IllegalArgumentException} for a value out of its bounds. */
    public RedisOptions {
        if (grace.isNegative() || replicas < 0) {
            throw new IllegalArgumentException("grace and replicas must not be negative");
        }
        if (replicaTimeout.compareTo(Duration.ofMillis(1)) < 0) {
            throw new IllegalArgumentException("replicaTimeout must be at least a millisecond");
        }
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Begins with the defaults. Not thread-safe. */
    public static final class Builder {
        private String prefix = "carnet:";
        private Duration grace = Duration.ofMinutes(11);
        private boolean principalIndex = true;
        private int replicas;
        private Duration replicaTimeout = Duration.ofSeconds(1);
        private boolean debug;

        private Builder() {}

        public Builder prefix(String value) {
            prefix = value;
            return this;
        }

        public Builder grace(Duration value) {
            grace = value;
            return this;
        }

        public Builder principalIndex(boolean value) {
            principalIndex = value;
            return this;
        }

        public Builder replicas(int value) {
            replicas = value;
            return this;
        }

        public Builder replicaTimeout(Duration value) {
            replicaTimeout = value;
            return this;
        }

        public Builder debug(boolean value) {
            debug = value;
            return this;
        }

        /** The options; throws {@link IllegalArgumentException} for a value out of its bounds. */
        public RedisOptions build() {
            return new RedisOptions(prefix, grace, principalIndex, replicas, replicaTimeout, debug);
        }
    }
}
