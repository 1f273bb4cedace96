package dev.carnet.spi;

import dev.carnet.text.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Everything about a stored session but its attributes. Instants are whole milliseconds.
 *
 * @param key its name in the store; changes with the id
 * @param hashed whether the key is a digest of the id or the id itself. Stored with the record, so that a digest is never
 *     taken for an id. Null if the record does not say: the engine takes the key for one of its own kind
 * @param handle its public name; random, survives id changes, means nothing in a cookie
 * @param version a random token drawn for every write, compared for equality only; {@link #UNVERSIONED} for a foreign
 *     record
 * @param createdAt when it began
 * @param lastAccessedAt the latest access that was stored; only grows
 * @param maxIdle how long it lives without an access; null is for ever
 * @param endsAt when it ends however busy it is; null is never
 * @param expiresAt from when on it may be deleted, the only instant expiry is judged by; {@link #NEVER} if it does not
 *     expire
 * @param principal the user it belongs to, if one was set
 * @param size bytes of its attributes, names included
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

    /** The version of a record without our bookkeeping; never drawn for a write. */
    public static final long UNVERSIONED = 0;

    private static final String FOREIGN_HANDLE = "f.";
    private static final int HANDLE_BYTES = 16;

    public SessionHeader {
        createdAt = createdAt.truncatedTo(ChronoUnit.MILLIS);
        lastAccessedAt = lastAccessedAt.truncatedTo(ChronoUnit.MILLIS);
        endsAt = endsAt == null ? null : endsAt.truncatedTo(ChronoUnit.MILLIS);
        expiresAt = expiresAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * The header of a foreign record: one that another application wrote without our bookkeeping. It does not expire until
     * the engine adopts it. Its handle is a digest of the key, so every process derives the same one; see {@link
     * #isForeignHandle}.
     *
     * @param lastAccessedAt when it was last active, or {@link Instant#EPOCH} if unknown
     */
    public static SessionHeader foreign(SessionKey key, Instant lastAccessedAt, int size) {
        String handle = foreignHandle(key);
        Instant at = lastAccessedAt;
        return new SessionHeader(key, false, handle, UNVERSIONED, at, at, null, null, NEVER, null, size);
    }

    /**
     * Whether a handle was derived from a foreign record's key. Until the record is adopted, no store has such a handle in an
     * index.
     */
    public static boolean isForeignHandle(String handle) {
        return handle.startsWith(FOREIGN_HANDLE);
    }

    private static String foreignHandle(SessionKey key) {
        byte[] digest = Sha256.of("handle:" + key.value());
        return FOREIGN_HANDLE
                + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, HANDLE_BYTES));
    }

    /** Whether another application wrote the record, so that it lacks our bookkeeping. */
    public boolean isForeign() {
        return version == UNVERSIONED;
    }

    /** Whether it may be deleted as expired by this instant. */
    public boolean isExpiredBy(Instant instant) {
        return !expiresAt.isAfter(instant);
    }

    /** This header after an access: neither instant ever moves backwards. */
    public SessionHeader accessed(Instant lastAccessedAt, Instant expiresAt) {
        return withTimes(createdAt, later(this.lastAccessedAt, lastAccessedAt), later(this.expiresAt, expiresAt));
    }

    /** This header under another key. */
    public SessionHeader withKey(SessionKey key) {
        return new SessionHeader(
                key, hashed, handle, version, createdAt, lastAccessedAt, maxIdle, endsAt, expiresAt, principal, size);
    }

    /** This header with a key of the other kind. */
    public SessionHeader withHashed(@Nullable Boolean hashed) {
        return new SessionHeader(
                key, hashed, handle, version, createdAt, lastAccessedAt, maxIdle, endsAt, expiresAt, principal, size);
    }

    /** This header of another session. */
    public SessionHeader withHandle(String handle) {
        return new SessionHeader(
                key, hashed, handle, version, createdAt, lastAccessedAt, maxIdle, endsAt, expiresAt, principal, size);
    }

    /** This header after another write. */
    public SessionHeader withVersion(long version) {
        return new SessionHeader(
                key, hashed, handle, version, createdAt, lastAccessedAt, maxIdle, endsAt, expiresAt, principal, size);
    }

    /** This header with other times. */
    public SessionHeader withTimes(Instant createdAt, Instant lastAccessedAt, Instant expiresAt) {
        return new SessionHeader(
                key, hashed, handle, version, createdAt, lastAccessedAt, maxIdle, endsAt, expiresAt, principal, size);
    }

    /** This header with other limits. */
    public SessionHeader withLimits(@Nullable Duration maxIdle, @Nullable Instant endsAt) {
        return new SessionHeader(
                key, hashed, handle, version, createdAt, lastAccessedAt, maxIdle, endsAt, expiresAt, principal, size);
    }

    /** This header with another expiry, which may be an earlier one. */
    public SessionHeader withExpiresAt(Instant expiresAt) {
        return new SessionHeader(
                key, hashed, handle, version, createdAt, lastAccessedAt, maxIdle, endsAt, expiresAt, principal, size);
    }

    /** This header of another user, or of none. */
    public SessionHeader withPrincipal(@Nullable String principal) {
        return new SessionHeader(
                key, hashed, handle, version, createdAt, lastAccessedAt, maxIdle, endsAt, expiresAt, principal, size);
    }

    /** This header of attributes of another size. */
    public SessionHeader withSize(int size) {
        return new SessionHeader(
                key, hashed, handle, version, createdAt, lastAccessedAt, maxIdle, endsAt, expiresAt, principal, size);
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
