package dev.carnet.spi;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The condition of a scan; null components are ignored.
 *
 * @param keyPrefix only those whose key begins with this text, empty for all; it separates applications in the same
 *     store. Letters {@code a} to {@code p} only, so that a range of keys finds them with any collation
 * @param principal only this user's
 * @param idleSince only those last accessed at or before this instant
 * @param accessedSince only those last accessed at or after this instant. A write counts as an access at the time of its
 *     request, and a touch may be delayed, so polling for changes must overlap by the touch window
 * @param expiredBy only those that have expired at this time
 * @param liveAt only those that have not expired at this time
 * @param attributes whether attributes are requested; if not, a store may return {@link Attributes#NONE}
 */
public record SessionQuery(
        String keyPrefix,
        @Nullable String principal,
        @Nullable Instant idleSince,
        @Nullable Instant accessedSince,
        @Nullable Instant expiredBy,
        @Nullable Instant liveAt,
        boolean attributes) {

    public static final SessionQuery ALL = new SessionQuery("", null, null, null, null, null, false);

    /** Only those whose key begins with a text. */
    public SessionQuery within(String prefix) {
        return new SessionQuery(prefix, principal, idleSince, accessedSince, expiredBy, liveAt, attributes);
    }

    public SessionQuery ofPrincipal(String name) {
        return new SessionQuery(keyPrefix, name, idleSince, accessedSince, expiredBy, liveAt, attributes);
    }

    public SessionQuery idleSince(Instant instant) {
        return new SessionQuery(keyPrefix, principal, instant, accessedSince, expiredBy, liveAt, attributes);
    }

    public SessionQuery accessedSince(Instant instant) {
        return new SessionQuery(keyPrefix, principal, idleSince, instant, expiredBy, liveAt, attributes);
    }

    public SessionQuery expiredBy(Instant instant) {
        return new SessionQuery(keyPrefix, principal, idleSince, accessedSince, instant, liveAt, attributes);
    }

    public SessionQuery liveAt(Instant instant) {
        return new SessionQuery(keyPrefix, principal, idleSince, accessedSince, expiredBy, instant, attributes);
    }

    public SessionQuery withAttributes() {
        return new SessionQuery(keyPrefix, principal, idleSince, accessedSince, expiredBy, liveAt, true);
    }

    public SessionQuery withoutAttributes() {
        return new SessionQuery(keyPrefix, principal, idleSince, accessedSince, expiredBy, liveAt, false);
    }

    /** The end (exclusive) of the range of keys that begin with a non-empty prefix, in text order. */
    public static String endOf(String keyPrefix) {
        int last = keyPrefix.length() - 1;
        return keyPrefix.substring(0, last) + (char) (keyPrefix.charAt(last) + 1);
    }

    /** Whether a session with this header matches. */
    public boolean matches(SessionHeader header) {
        return header.key().value().startsWith(keyPrefix)
                && (principal == null || principal.equals(header.principal()))
                && (idleSince == null || !header.lastAccessedAt().isAfter(idleSince))
                && (accessedSince == null || !header.lastAccessedAt().isBefore(accessedSince))
                && (expiredBy == null || header.isExpiredBy(expiredBy))
                && (liveAt == null || !header.isExpiredBy(liveAt));
    }
}
