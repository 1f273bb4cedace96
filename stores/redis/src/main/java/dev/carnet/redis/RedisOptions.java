package dev.carnet.redis;

import dev.carnet.redis.connection.LineOptions;
import java.time.Duration;

/**
 * Options of sessions in Redis. Immutable.
 *
 * @param prefix the prefix of all keys; may be empty. Default {@code carnet:}
 * @param grace how long after its expiry Redis deletes a session itself: the clock tolerance, and the time in which a
 *     sweep finds it and reports it. Default 11 minutes
 * @param principalIndex whether sessions are found by their principal without a full scan. Default true
 * @param handleIndex whether a session is found by its handle without a full scan; takes about 80 bytes a session.
 *     Default true
 * @param expiryIndex whether a sweep reads only expired sessions instead of all; takes about 150 bytes a session. Useful
 *     only if a listener needs every expiry, because otherwise there is no sweep. Default false
 * @param replicas how many replicas must confirm each write except a touch; an unconfirmed write is stored and reported
 *     by {@link dev.carnet.error.UnconfirmedWriteException}. Default 0
 * @param replicaTimeout the longest wait for the replicas, at least one millisecond. Default 1 second
 * @param debug whether every command is logged, with keys and values masked. Default false
 */
public record RedisOptions(
        String prefix,
        Duration grace,
        boolean principalIndex,
        boolean handleIndex,
        boolean expiryIndex,
        int replicas,
        Duration replicaTimeout,
        boolean debug) {

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

    /** The part that sending depends on. */
    LineOptions line() {
        return new LineOptions(prefix, replicas, replicaTimeout, debug);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Begins with the defaults. Not thread-safe. */
    public static final class Builder {
        private String prefix = "carnet:";
        private Duration grace = Duration.ofMinutes(11);
        private boolean principalIndex = true;
        private boolean handleIndex = true;
        private boolean expiryIndex;
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

        public Builder handleIndex(boolean value) {
            handleIndex = value;
            return this;
        }

        public Builder expiryIndex(boolean value) {
            expiryIndex = value;
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
            return new RedisOptions(
                    prefix, grace, principalIndex, handleIndex, expiryIndex, replicas, replicaTimeout, debug);
        }
    }
}
