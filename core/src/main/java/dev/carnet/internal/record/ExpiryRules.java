package dev.carnet.internal.record;

import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionHeader;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The rules of expiry, and of when an access must be stored.
 *
 * @param touchWindow how long a stored last access may lag behind
 * @param clockTolerance the maximum difference between two processes' clocks
 */
public record ExpiryRules(Duration touchWindow, Duration clockTolerance) {
    public static ExpiryRules of(SessionOptions options) {
        return new ExpiryRules(options.touchWindow(), options.clockTolerance());
    }

    /**
     * The expiry to store with a write: the idle limit from now, and the window in which later accesses are not written, so
     * that saving those up never ends a session early.
     */
    public Instant expiresAt(Instant now, @Nullable Duration maxIdle, @Nullable Instant endsAt) {
        Instant idle = maxIdle == null
                ? SessionHeader.NEVER
                : plus(now.truncatedTo(ChronoUnit.MILLIS), maxIdle.plusMillis(windowMillis(maxIdle)));
        return endsAt != null && endsAt.isBefore(idle) ? endsAt : idle;
    }

    /**
     * The expiry to store with a write that does not set the idle limit: the stored one for as long as it leaves the session
     * its idle limit, so that writes within the window move nothing that a store may have an index on.
     */
    public Instant expiresAt(SessionHeader stored, Instant now) {
        return isEnough(stored, now) ? stored.expiresAt() : expiresAt(now, stored.maxIdle(), stored.endsAt());
    }

    /** Whether an access is so much later than the stored one, or than the last expiry reckoned, that it is to be stored. */
    public boolean touchIsDue(SessionHeader header, Instant accessedAt) {
        return accessedAt.isAfter(header.lastAccessedAt())
                && (accessedAt.toEpochMilli() - windowMillis(header.maxIdle())
                                >= header.lastAccessedAt().toEpochMilli()
                        || !isEnough(header, accessedAt));
    }

    /** Whether the stored expiry leaves the session its idle limit after an access. Asked by each request: makes no instants. */
    private static boolean isEnough(SessionHeader stored, Instant accessedAt) {
        Instant expiresAt = stored.expiresAt();
        Instant end = stored.endsAt();
        if (!expiresAt.isBefore(end == null ? SessionHeader.NEVER : end)) {
            return true;
        }
        Duration maxIdle = stored.maxIdle();
        return maxIdle != null
                && TimeUnit.MILLISECONDS.convert(maxIdle) <= expiresAt.toEpochMilli() - accessedAt.toEpochMilli();
    }

    /** The instant by which a session must have expired to be destroyed now, other clocks considered. */
    public Instant expiredBy(Instant now) {
        return now.minus(clockTolerance);
    }

    /** Adds, but not beyond {@link SessionHeader#NEVER}. */
    public static Instant plus(Instant instant, Duration duration) {
        try {
            Instant sum = instant.plus(duration);
            return sum.isAfter(SessionHeader.NEVER) ? SessionHeader.NEVER : sum;
        } catch (DateTimeException | ArithmeticException beyondInstants) {
            return SessionHeader.NEVER;
        }
    }

    /** In milliseconds, saturating: dividing a Duration takes decimals of any length. */
    private long windowMillis(@Nullable Duration maxIdle) {
        long most = TimeUnit.MILLISECONDS.convert(touchWindow);
        return maxIdle == null ? most : Math.min(TimeUnit.MILLISECONDS.convert(maxIdle) / 10, most);
    }
}
