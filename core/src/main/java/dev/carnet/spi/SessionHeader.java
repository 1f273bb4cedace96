package dev.carnet.spi;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Everything about a stored session but its attributes. Instants are whole milliseconds.
 *
 * @param key its name in the store; changes with the id
 * @param handle its public name; random, survives id changes, means nothing in a cookie
 * @param version a random token drawn for every write, compared for equality only; {@link #UNVERSIONED} for a record
 *     that somebody else wrote
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

    public SessionHeader {
        createdAt = createdAt.truncatedTo(ChronoUnit.MILLIS);
        lastAccessedAt = lastAccessedAt.truncatedTo(ChronoUnit.MILLIS);
        endsAt = endsAt == null ? null : endsAt.truncatedTo(ChronoUnit.MILLIS);
        expiresAt = expiresAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * The header of a record that somebody else wrote without our bookkeeping. It does not expire until the engine adopts
     * it; its handle is a digest of the key, so that every process finds the same one.
     *
     * @param lastAccessedAt when it was last active, or {@link Instant#EPOCH} if nobody knows
     */
    public static SessionHeader foreign(SessionKey key, Instant lastAccessedAt, int size) {
        return new SessionHeader(
                key, foreignHandle(key), UNVERSIONED, lastAccessedAt, lastAccessedAt, null, null, NEVER, null, size);
    }

    private static String foreignHandle(SessionKey key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(("handle:" + key.value()).getBytes(StandardCharsets.UTF_8));
            return "s."
                    + Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(digest)
                            .substring(0, 22);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JRE has SHA-256", impossible);
        }
    }

    /** Whether somebody else wrote the record, so that it lacks our bookkeeping. */
    public boolean isForeign() {
        return version == UNVERSIONED;
    }

    /** Whether it may be deleted as expired by this instant. */
    public boolean isExpiredBy(Instant instant) {
        return !expiresAt.isAfter(instant);
    }

    /** This header after an access: neither instant ever moves backwards. */
    public SessionHeader accessed(Instant lastAccessedAt, Instant expiresAt) {
        return new SessionHeader(
                key,
                handle,
                version,
                createdAt,
                later(this.lastAccessedAt, lastAccessedAt),
                maxIdle,
                endsAt,
                later(this.expiresAt, expiresAt),
                principal,
                size);
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
