package dev.carnet.redis;

import dev.carnet.redis.connection.LineOptions;
import java.time.Duration;

/**
 * How sessions are kept in Redis. Immutable.
 *
 * @param prefix what the keys begin with; may be empty. Default {@code carnet:}
 * @param grace how much longer than its expiry Redis keeps a session before it deletes it by itself: the clocks'
 *     tolerance, and the time in which a sweep finds it and tells so. Default 11 minutes
 * @param principalIndex whether sessions are found by their principal without a full walk. Default true
 * @param handleIndex whether a session is found by its handle without a full walk; takes some 80 bytes a session. Default true
 * @param expiryIndex whether a sweep looks at what is due instead of at all sessions; takes some 150 bytes a session. Of use
 *     only where a listener wants to be told of every expiry, else nobody sweeps. Default false
 * @param replicas how many replicas must confirm each write but a touch; one that they do not confirm is stored, and told by
 *     {@link dev.carnet.error.UnconfirmedWriteException}. Default 0
 * @param replicaTimeout the longest wait for that, at least a millisecond. Default 1 second
 * @param debug whether every command is logged, its keys and values masked. Default false
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
