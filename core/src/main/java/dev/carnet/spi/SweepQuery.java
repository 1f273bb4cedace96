package dev.carnet.spi;

import java.time.Instant;

/**
 * The sessions that a sweep deletes: expired sessions of Carnet. A foreign record never expires.
 *
 * @param by the time at which they must have expired
 * @param keyPrefix only those whose key begins with this text; empty for all. See {@link SessionQuery#keyPrefix}
 * @param attributes whether the deleted sessions are returned with their attributes; if not, a store may return
 *     {@link Attributes#NONE}
 * @param skipsNative whether a store that consists of several may skip those that delete expired sessions themselves,
 *     because nobody waits for these sessions
 */
public record SweepQuery(Instant by, String keyPrefix, boolean attributes, boolean skipsNative) {
    /** All sessions that have expired at a time, without attributes. */
    public static SweepQuery by(Instant instant) {
        return new SweepQuery(instant, "", false, false);
    }

    /** Only those whose key begins with a text. */
    public SweepQuery within(String prefix) {
        return new SweepQuery(by, prefix, attributes, skipsNative);
    }

    public SweepQuery withAttributes() {
        return new SweepQuery(by, keyPrefix, true, skipsNative);
    }

    /** Leaves to their store those that it deletes itself, where this store consists of several. */
    public SweepQuery skippingNative() {
        return new SweepQuery(by, keyPrefix, attributes, true);
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
