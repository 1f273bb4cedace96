package dev.carnet.internal.record;

import dev.carnet.options.SessionOptions;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sets the initial times and timeouts of a new session or a foreign record.
 *
 * @param options the limits
 * @param rules the rules of expiry
 * @param clock the source of the time
 */
public record InitialState(SessionOptions options, ExpiryRules rules, InstantSource clock) {

    /** A session that is stored nowhere yet; its expiry comes with its first write. */
    public SessionRecord blank(SessionKey key, String handle, Instant now) {
        SessionHeader header = new SessionHeader(
                key,
                options.hashIds(),
                handle,
                SessionHeader.UNVERSIONED,
                now,
                now,
                options.maxIdle(),
                endsAt(now),
                Instant.EPOCH,
                null,
                0);
        return new SessionRecord(header, new Attributes(Map.of()));
    }

    /**
     * A record as it is, or, if somebody else wrote it, with what it lacks; it stays foreign until it is written. One that does
     * not say what its key is has a key of this engine's kind.
     */
    public SessionRecord adopt(SessionRecord found) {
        SessionHeader header = found.header();
        if (!header.isForeign()) {
            return header.hashed() != null
                    ? found
                    : new SessionRecord(header.withHashed(options.hashIds()), found.attributes(), found.asRead());
        }
        Instant now = clock.instant();
        SessionHeader adopted = header.withHashed(options.hashIds())
                .withTimes(now, header.lastAccessedAt(), rules.expiresAt(now, options.maxIdle(), endsAt(now)))
                .withLimits(options.maxIdle(), endsAt(now));
        return new SessionRecord(adopted, found.attributes(), found.asRead());
    }

    private @Nullable Instant endsAt(Instant from) {
        Duration lifetime = options.lifetime();
        return lifetime == null ? null : ExpiryRules.plus(from, lifetime);
    }
}
