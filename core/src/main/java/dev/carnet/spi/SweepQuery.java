package dev.carnet.spi;

import java.time.Instant;

/**
 * The sessions that a sweep deletes: expired sessions of Carnet. A foreign record never expires.
 *
 * @param by the time at which they must have expired
 * @param keyPrefix only those whose key begins with this text; empty for all. See {@link SessionQuery#keyPrefix}
 * @param attributes whether the deleted sessions are returned with their attributes; if not, a store may return
 *     {@link Attributes#NONE}
 */
public record SweepQuery(Instant by, String keyPrefix, boolean attributes) {
    /** All sessions that have expired at a time, without attributes. */
    public static SweepQuery by(Instant instant) {
        return new SweepQuery(instant, "", false);
    }

    /** Only those whose key begins with a text. */
    public SweepQuery within(String prefix) {
        return new SweepQuery(by, prefix, attributes);
    }

    public SweepQuery withAttributes() {
        return new SweepQuery(by, keyPrefix, true);
    }

    /** Whether a session with this header is to be deleted. */
    public boolean matches(SessionHeader header) {
        return !header.isForeign()
                && header.isExpiredBy(by)
                && header.key().value().startsWith(keyPrefix);
    }

    /** The scan that finds these sessions, and possibly foreign records. */
    public SessionQuery asScan() {
        SessionQuery scan = SessionQuery.ALL.expiredBy(by).within(keyPrefix);
        return attributes ? scan.withAttributes() : scan;
    }
}
