package dev.carnet.spi;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which sessions a scan gives; conditions that are null do not count.
 *
 * @param principal only this user's
 * @param handle only the one with this handle
 * @param idleSince only those last accessed at or before this instant
 * @param expiredBy only those that have expired by this instant
 * @param liveAt only those that have not expired by this instant
 * @param attributes whether attributes are wanted; without, a store may give {@link Attributes#NONE}
 */
public record SessionQuery(
        @Nullable String principal,
        @Nullable String handle,
        @Nullable Instant idleSince,
        @Nullable Instant expiredBy,
        @Nullable Instant liveAt,
        boolean attributes) {

    public static final SessionQuery ALL = new SessionQuery(null, null, null, null, null, false);

    public SessionQuery ofPrincipal(String name) {
        return new SessionQuery(name, handle, idleSince, expiredBy, liveAt, attributes);
    }

    public SessionQuery ofHandle(String name) {
        return new SessionQuery(principal, name, idleSince, expiredBy, liveAt, attributes);
    }

    public SessionQuery idleSince(Instant instant) {
        return new SessionQuery(principal, handle, instant, expiredBy, liveAt, attributes);
    }

    public SessionQuery expiredBy(Instant instant) {
        return new SessionQuery(principal, handle, idleSince, instant, liveAt, attributes);
    }

    public SessionQuery liveAt(Instant instant) {
        return new SessionQuery(principal, handle, idleSince, expiredBy, instant, attributes);
    }

    public SessionQuery withAttributes() {
        return new SessionQuery(principal, handle, idleSince, expiredBy, liveAt, true);
    }

    /** Whether a session with this header is meant: for stores that look at all. */
    public boolean matches(SessionHeader header) {
        return (principal == null || principal.equals(header.principal()))
                && (handle == null || handle.equals(header.handle()))
                && (idleSince == null || !header.lastAccessedAt().isAfter(idleSince))
                && (expiredBy == null || header.isExpiredBy(expiredBy))
                && (liveAt == null || !header.isExpiredBy(liveAt));
    }
}
