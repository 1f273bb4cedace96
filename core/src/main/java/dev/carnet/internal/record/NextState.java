package dev.carnet.internal.record;

import dev.carnet.spi.Attributes;
import dev.carnet.spi.Change;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionRecord;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One write of one request: what it changes, when it came, and the token drawn for it. Applied to whatever is stored it
 * gives the next state; it is a pure function, so that it can be applied again to what somebody else has stored meanwhile.
 *
 * @param change what the request did
 * @param accessedAt when the request came
 * @param now when it writes
 * @param version the token of this write
 * @param rules how expiry is reckoned
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
