package dev.carnet.internal.record;

import dev.carnet.spi.Attributes;
import dev.carnet.spi.Change;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionRecord;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One write of a request: its changes, its time, and its version token. A pure function from the stored state to the
 * next one, so that it can be applied again to a state that another writer has stored in the meantime.
 *
 * @param change the changes of the request
 * @param accessedAt the time of the request
 * @param now the time of the write
 * @param version the token of this write
 * @param rules the rules of expiry
 */
public record NextState(Change change, Instant accessedAt, Instant now, long version, ExpiryRules rules) {

    public SessionRecord of(SessionRecord current) {
        SessionHeader header = current.header();
        Attributes attributes = current.attributes().with(change.written(), change.removed());
        Change.@Nullable SetTo<Duration> newIdle = change.maxIdle();
        @Nullable Duration maxIdle = newIdle == null ? header.maxIdle() : newIdle.value();
        Instant expiresAt =
                newIdle == null ? rules.expiresAt(header, now) : rules.expiresAt(now, maxIdle, header.endsAt());
        SessionHeader next = header.withVersion(version)
                .withTimes(
                        header.createdAt(),
                        later(header.lastAccessedAt(), accessedAt),
                        newIdle == null ? later(header.expiresAt(), expiresAt) : expiresAt)
                .withSize(attributes.size());
        if (newIdle != null) {
            next = next.withLimits(maxIdle, header.endsAt());
        }
        if (change.principal() != null) {
            next = next.withPrincipal(change.principal().value());
        }
        if (change.newKey() != null) {
            next = next.withKey(change.newKey());
        }
        return new SessionRecord(next, attributes);
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
