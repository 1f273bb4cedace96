package dev.carnet.spi;

import java.time.Instant;

/**
 * Which sessions a sweep deletes: those of Carnet's that have expired. A foreign record never has.
 *
 * @param by the instant by which they must have expired
 * @param keyPrefix only those whose key begins with this text; empty for all. See {@link SessionQuery#keyPrefix}
 * @param attributes whether the deleted sessions are wanted with their attributes; without, a store may give {@link
 *     Attributes#NONE}
 */
public record SweepQuery(Instant by, String keyPrefix, boolean attributes) {
    /** All that have expired by an instant, without attributes. */
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

    /** The scan that finds these sessions, and foreign records perhaps. */
    public SessionQuery asScan() {
        SessionQuery scan = SessionQuery.ALL.expiredBy(by).within(keyPrefix);
        return attributes ? scan.withAttributes() : scan;
    }
}
