package dev.carnet.options;

import dev.carnet.text.Sha256;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The engine's settings. Immutable.
 *
 * @param maxIdle the idle timeout, at least one second and at most {@link #LONGEST_IDLE}; null means none. Default 30 minutes. A delayed touch may make it
 *     longer by up to {@code touchWindow}, never shorter
 * @param lifetime the absolute timeout, at least one second; null, the default, means none
 * @param touchWindow how long the stored last access may lag behind; an access within this time is not written. The
 *     effective value is at most a tenth of the idle timeout. Default 1 minute
 * @param clockTolerance the maximum difference between the clocks of two processes: an expired session stays valid, and
 *     is not deleted, for this additional time. Default 1 minute
 * @param maxBytes the size limit of a session in bytes, including names, at least 1; a store may have a lower limit.
 *     Default 4 MiB
 * @param hashIds whether the store sees a digest of the id (the default) or the id itself, to share a table with an
 *     application that expects it
 * @param idFormat the format of new ids. Default {@link SessionIdFormat#BASE64URL}; any other requires {@code hashIds}
 *     to be false
 * @param onUnreadable what happens to a request whose stored session cannot be read
 * @param conflictTimeout how long a change that conflicts with other writers is merged and retried before it is an
 *     error. Default 5 seconds
 * @param sweepInterval how often expired sessions are deleted in the background; null means never, so run
 *     {@code carnet sweep}. Default 5 minutes
 * @param sweepBatch the maximum number of sessions in a batch of a sweep, at least 1. Default 1000
 * @param storeEmpty whether the first flush stores a new session even if nothing was put into it, for an application
 *     that uses the session's id as a key for its own data. Default false: a visitor who only reads causes no write
 * @param renewal how often a session in use gets a new id; null, the default, means never. See
 *     {@link dev.carnet.SessionEngine#renewIfDue}
 * @param limitPerUser the maximum number of concurrent sessions of a user, at least 1; null, the default, means
 *     unlimited
 * @param onLimit what happens at a login beyond that limit
 * @param scope a name that separates this application's sessions from those of others in the same store: applications
 *     with different scopes do not read, list, end or sweep each other's sessions. The scope is part of each key, so it
 *     costs nothing but requires {@code hashIds}. 1 to 64 characters; null, the default, means the whole store. See
 *     {@link #keyPrefix}
 */
public record SessionOptions(
        @Nullable Duration maxIdle,
        @Nullable Duration lifetime,
        Duration touchWindow,
        Duration clockTolerance,
        long maxBytes,
        boolean hashIds,
        SessionIdFormat idFormat,
        UnreadablePolicy onUnreadable,
        Duration conflictTimeout,
        @Nullable Duration sweepInterval,
        int sweepBatch,
        boolean storeEmpty,
        @Nullable Duration renewal,
        @Nullable Integer limitPerUser,
        LimitPolicy onLimit,
        @Nullable String scope) {

    /** The longest idle limit, a thousand years: stores count milliseconds. */
    public static final Duration LONGEST_IDLE = Duration.ofDays(365_000);

    public static final SessionOptions DEFAULTS = builder().build();

    private static final int LONGEST_SCOPE = 64;
    private static final int SCOPE_BYTES = 4;

    public SessionOptions {
        atLeast("maxIdle", maxIdle, Duration.ofSeconds(1));
        if (maxIdle != null && maxIdle.compareTo(LONGEST_IDLE) > 0) {
            throw new IllegalArgumentException("maxIdle must be at most " + LONGEST_IDLE + ", not " + maxIdle);
        }
        atLeast("lifetime", lifetime, Duration.ofSeconds(1));
        atLeast("touchWindow", Objects.requireNonNull(touchWindow, "touchWindow"), Duration.ZERO);
        atLeast("clockTolerance", Objects.requireNonNull(clockTolerance, "clockTolerance"), Duration.ZERO);
        atLeast("conflictTimeout", Objects.requireNonNull(conflictTimeout, "conflictTimeout"), Duration.ofMillis(1));
        Objects.requireNonNull(idFormat, "idFormat");
        Objects.requireNonNull(onUnreadable, "onUnreadable");
        Objects.requireNonNull(onLimit, "onLimit");
        atLeast("sweepInterval", sweepInterval, Duration.ofMillis(1));
        atLeast("renewal", renewal, Duration.ofSeconds(1));
        if (hashIds && idFormat != SessionIdFormat.BASE64URL) {
            throw new IllegalArgumentException("idFormat " + idFormat + " requires hashIds to be false");
        }
        if (limitPerUser != null && limitPerUser < 1) {
            throw new IllegalArgumentException("limitPerUser must be at least 1, not " + limitPerUser);
        }
        if (maxBytes < 1 || sweepBatch < 1) {
            throw new IllegalArgumentException("maxBytes and sweepBatch must be at least 1");
        }
        if (scope != null && (scope.isEmpty() || scope.length() > LONGEST_SCOPE)) {
            throw new IllegalArgumentException("scope must have 1 to " + LONGEST_SCOPE + " characters");
        }
        if (scope != null && !hashIds) {
            throw new IllegalArgumentException(
                    "scope requires hashed ids: an id that is its own key has no room" + " for the scope");
        }
    }

    private static void atLeast(String name, @Nullable Duration value, Duration least) {
        if (value != null && value.compareTo(least) < 0) {
            throw new IllegalArgumentException(name + " must be at least " + least + ", not " + value);
        }
    }

    /**
     * The prefix of every key of the scope: eight letters from {@code a} to {@code p}, a digest of its name; empty
     * without a scope. It replaces a part of the id's digest, of which 192 bits remain.
     */
    public String keyPrefix() {
        if (scope == null) {
            return "";
        }
        byte[] digest = Sha256.of("scope:" + scope);
        StringBuilder letters = new StringBuilder(2 * SCOPE_BYTES);
        for (int i = 0; i < SCOPE_BYTES; i++) {
            letters.append((char) ('a' + (digest[i] >> 4 & 0xf))).append((char) ('a' + (digest[i] & 0xf)));
        }
        return letters.toString();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** A builder that starts with these options. */
    public Builder toBuilder() {
        return new Builder()
                .maxIdle(maxIdle)
                .lifetime(lifetime)
                .touchWindow(touchWindow)
                .clockTolerance(clockTolerance)
                .maxBytes(maxBytes)
                .hashIds(hashIds)
                .idFormat(idFormat)
                .onUnreadable(onUnreadable)
                .conflictTimeout(conflictTimeout)
                .sweepInterval(sweepInterval)
                .sweepBatch(sweepBatch)
                .storeEmpty(storeEmpty)
                .renewal(renewal)
                .limitPerUser(limitPerUser)
                .onLimit(onLimit)
                .scope(scope);
    }

    /** Starts with the defaults. Not thread-safe. */
    public static final class Builder {
        private @Nullable Duration maxIdle = Duration.ofMinutes(30);
        private @Nullable Duration lifetime;
        private Duration touchWindow = Duration.ofMinutes(1);
        private Duration clockTolerance = Duration.ofMinutes(1);
        private long maxBytes = 4L << 20;
        private boolean hashIds = true;
        private SessionIdFormat idFormat = SessionIdFormat.BASE64URL;
        private UnreadablePolicy onUnreadable = UnreadablePolicy.NEW_SESSION;
        private Duration conflictTimeout = Duration.ofSeconds(5);
        private @Nullable Duration sweepInterval = Duration.ofMinutes(5);
        private int sweepBatch = 1000;
        private boolean storeEmpty;
        private @Nullable Duration renewal;
        private @Nullable Integer limitPerUser;
        private LimitPolicy onLimit = LimitPolicy.END_OLDEST;
        private @Nullable String scope;

        private Builder() {}

        public Builder maxIdle(@Nullable Duration value) {
            maxIdle = value;
            return this;
        }

        public Builder lifetime(@Nullable Duration value) {
            lifetime = value;
            return this;
        }

        public Builder touchWindow(Duration value) {
            touchWindow = value;
            return this;
        }

        public Builder clockTolerance(Duration value) {
            clockTolerance = value;
            return this;
        }

        public Builder maxBytes(long value) {
            maxBytes = value;
            return this;
        }

        public Builder hashIds(boolean value) {
            hashIds = value;
            return this;
        }

        public Builder idFormat(SessionIdFormat value) {
            idFormat = value;
            return this;
        }

        public Builder onUnreadable(UnreadablePolicy value) {
            onUnreadable = value;
            return this;
        }

        public Builder conflictTimeout(Duration value) {
            conflictTimeout = value;
            return this;
        }

        public Builder sweepInterval(@Nullable Duration value) {
            sweepInterval = value;
            return this;
        }

        public Builder sweepBatch(int value) {
            sweepBatch = value;
            return this;
        }

        public Builder storeEmpty(boolean value) {
            storeEmpty = value;
            return this;
        }

        public Builder renewal(@Nullable Duration value) {
            renewal = value;
            return this;
        }

        public Builder limitPerUser(@Nullable Integer value) {
            limitPerUser = value;
            return this;
        }

        public Builder onLimit(LimitPolicy value) {
            onLimit = value;
            return this;
        }

        public Builder scope(@Nullable String value) {
            scope = value;
            return this;
        }

        /** Builds the options; throws {@link IllegalArgumentException} for a value out of range. */
        public SessionOptions build() {
            return new SessionOptions(
                    maxIdle,
                    lifetime,
                    touchWindow,
                    clockTolerance,
                    maxBytes,
                    hashIds,
                    idFormat,
                    onUnreadable,
                    conflictTimeout,
                    sweepInterval,
                    sweepBatch,
                    storeEmpty,
                    renewal,
                    limitPerUser,
                    onLimit,
                    scope);
        }
    }
}
