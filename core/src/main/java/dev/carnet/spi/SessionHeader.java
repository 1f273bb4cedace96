package dev.carnet.spi;

import dev.carnet.internal.text.Handles;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Everything about a stored session except its attributes. Instants are whole milliseconds.
 *
 * @param key its key in the store; changes with the id
 * @param hashed whether the key is a digest of the id or the id itself. Stored with the record, so that a digest is
 *     never mistaken for an id. Null if the record does not contain it; the engine then assumes its own kind of key
 * @param handle its public name; random, unchanged by id changes, does not work as a cookie
 * @param version a random token that each write generates, compared for equality only; {@link #UNVERSIONED} for a
 *     foreign record
 * @param createdAt when it began
 * @param lastAccessedAt the latest stored access; never moves backwards
 * @param maxIdle the idle timeout; null means none
 * @param endsAt the absolute timeout; null means none
 * @param expiresAt the time from which it may be deleted; the only time that decides about expiry; {@link #NEVER} if it
 *     does not expire
 * @param principal the user to whom it belongs, or null
 * @param size bytes of its attributes, including names
 */
public record SessionHeader(
        SessionKey key,
        @Nullable Boolean hashed,
        String handle,
        long version,
        Instant createdAt,
        Instant lastAccessedAt,
        @Nullable Duration maxIdle,
        @Nullable Instant endsAt,
        Instant expiresAt,
        @Nullable String principal,
        int size) {

    /** The {@code expiresAt} of a session that does not expire. */
    public static final Instant NEVER = Instant.parse("9999-12-31T23:59:59Z");

    /** The version of a record without Carnet's bookkeeping; never used for a write. */
    public static final long UNVERSIONED = 0;

    public SessionHeader {
        createdAt = createdAt.truncatedTo(ChronoUnit.MILLIS);
        lastAccessedAt = lastAccessedAt.truncatedTo(ChronoUnit.MILLIS);
        endsAt = endsAt == null ? null : endsAt.truncatedTo(ChronoUnit.MILLIS);
        expiresAt = expiresAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * The header of a foreign record, which another application wrote without Carnet's bookkeeping. It does not expire
     * until the engine adopts it. Its handle is a digest of the key.
     *
     * @param lastAccessedAt the last access, or {@link Instant#EPOCH} if unknown
     */
    public static SessionHeader foreign(SessionKey key, Instant lastAccessedAt, int size) {
        String handle = Handles.foreign(key.value());
        Instant at = lastAccessedAt;
        return new SessionHeader(key, false, handle, UNVERSIONED, at, at, null, null, NEVER, null, size);
    }

    /**
     * Whether a handle was derived from a foreign record's key. Until the record is adopted, no store has such a handle
     * in an index.
     */
    public static boolean isForeignHandle(String handle) {
        return Handles.isForeign(handle);
    }

    /** Whether another application wrote the record, which therefore lacks Carnet's bookkeeping. */
    public boolean isForeign() {
        return version == UNVERSIONED;
    }

    /** Whether it has expired at this time and may be deleted. */
    public boolean isExpiredBy(Instant instant) {
        return !expiresAt.isAfter(instant);
    }

    /** This header after an access; neither time moves backwards. */
    public SessionHeader accessed(Instant lastAccessedAt, Instant expiresAt) {
        return withTimes(createdAt, later(this.lastAccessedAt, lastAccessedAt), later(this.expiresAt, expiresAt));
    }

    public SessionHeader withKey(SessionKey key) {
        return new SessionHeader(
                key, hashed, handle, version, createdAt, lastAccessedAt, maxIdle, endsAt, expiresAt, principal, size);
    }

    public SessionHeader withHashed(@Nullable Boolean hashed) {
        return new SessionHeader(
                key, hashed, handle, version, createdAt, lastAccessedAt, maxIdle, endsAt, expiresAt, principal, size);
    }

    public SessionHeader withVersion(long version) {
        return new SessionHeader(
                key, hashed, handle, version, createdAt, lastAccessedAt, maxIdle, endsAt, expiresAt, principal, size);
    }

    public SessionHeader withTimes(Instant createdAt, Instant lastAccessedAt, Instant expiresAt) {
        return new SessionHeader(
                key, hashed, handle, version, createdAt, lastAccessedAt, maxIdle, endsAt, expiresAt, principal, size);
    }

    public SessionHeader withLimits(@Nullable Duration maxIdle, @Nullable Instant endsAt) {
        return new SessionHeader(
                key, hashed, handle, version, createdAt, lastAccessedAt, maxIdle, endsAt, expiresAt, principal, size);
    }

    public SessionHeader withPrincipal(@Nullable String principal) {
        return new SessionHeader(
                key, hashed, handle, version, createdAt, lastAccessedAt, maxIdle, endsAt, expiresAt, principal, size);
    }

    public SessionHeader withSize(int size) {
        return new SessionHeader(
                key, hashed, handle, version, createdAt, lastAccessedAt, maxIdle, endsAt, expiresAt, principal, size);
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
