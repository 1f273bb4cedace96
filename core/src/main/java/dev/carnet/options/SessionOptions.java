package dev.carnet.options;

import dev.carnet.text.Sha256;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The engine's settings. Immutable.
 *
 * @param maxIdle how long a session lives without an access, at least a second; null is for ever. Default 30 minutes.
 *     A touch that was saved up may make it up to {@code touchWindow} longer, never shorter
 * @param lifetime how long a session lives however busy it is, at least a second; null is for ever, the default
 * @param touchWindow how long the stored last access may lag behind; an access within it writes nothing. In force is the
 *     smaller of this and a tenth of the idle limit. Default 1 minute
 * @param clockTolerance by how much the clocks of two writers may differ: an expired session is taken for alive, and
 *     never deleted, for so much longer. Default 1 minute
 * @param maxBytes the largest session in bytes, names included, at least 1; a store may set a lower limit. Default 4 MiB
 * @param hashIds whether the store sees a digest of the id (the default) or the id itself, to share a table with an
 *     application that expects it
 * @param idFormat how new ids look. Default {@link SessionIdFormat#BASE64URL}; another one needs {@code hashIds} to be false
 * @param onUnreadable what a request gets whose stored session cannot be read
 * @param conflictTimeout how long a change is merged and tried again against other writers before it is an error.
 *     Default 5 seconds
 * @param sweepInterval how often expired sessions are deleted in the background; null is never (an operator's {@code
 *     carnet sweep} does it then). Default 5 minutes
 * @param sweepBatch the most sessions to delete in one statement, at least 1. Default 1000
 * @param storeEmpty whether a new session is stored at its first flush although nothing was put into it, for an
 *     application that keys things of its own by the session's id. Default false: a visitor who only reads costs nothing
 * @param renewal after what time a session in use gets a new id; null is never (the default). See {@link
 *     dev.carnet.SessionEngine#renewIfDue}
 * @param limitPerUser how many sessions a user may have at once, at least 1; null is any number (the default)
 * @param onLimit what happens to a login beyond that
 * @param scope a name that keeps this application's sessions apart from those of others in the same store: it neither sees,
 *     lists, ends nor sweeps theirs, nor they its own. Costs nothing; a part of each key says it, so it needs {@code
 *     hashIds}. 1 to 64 characters; null, the default, is the whole store. See {@link #keyPrefix}
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

    public static final SessionOptions DEFAULTS = builder().build();

    private static final int LONGEST_SCOPE = 64;
    private static final int SCOPE_BYTES = 4;

    public SessionOptions {
        atLeast("maxIdle", maxIdle, Duration.ofSeconds(1));
        atLeast("lifetime", lifetime, Duration.ofSeconds(1));
        atLeast("touchWindow", touchWindow, Duration.ZERO);
        atLeast("clockTolerance", clockTolerance, Duration.ZERO);
        atLeast("conflictTimeout", conflictTimeout, Duration.ofMillis(1));
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
            throw new IllegalArgumentException("scope requires hashed ids: an id that is its own key has no room"
                    + " for the scope");
        }
    }

    private static void atLeast(String name, @Nullable Duration value, Duration least) {
        if (value != null && value.compareTo(least) < 0) {
            throw new IllegalArgumentException(name + " must be at least " + least + ", not " + value);
        }
    }

    /**
     * What every key of the scope begins with: eight letters from {@code a} to {@code p}, a digest of its name; empty without
     * a scope. They take the place of a part of the id's own digest, of which 192 bits remain.
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

    /** A builder that begins with these. */
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

    /** Begins with the defaults. Not thread-safe. */
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

        /** The options; throws {@link IllegalArgumentException} for a value out of its bounds. */
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
