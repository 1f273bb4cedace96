package dev.carnet.testkit;

import dev.carnet.spi.Attributes;
import dev.carnet.spi.Change;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionUpdate;
import dev.carnet.spi.decorate.Versions;
import dev.carnet.spi.document.JsonObject;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes records and updates for tests that speak to a store itself. */
public final class Records {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Records() {}

    /** A key as the engine makes them. */
    public static SessionKey key() {
        byte[] drawn = new byte[30];
        RANDOM.nextBytes(drawn);
        return new SessionKey(Base64.getUrlEncoder().withoutPadding().encodeToString(drawn));
    }

    /**
     * A record with random key, handle and version, begun at an instant, with an idle limit of half an hour, of a store that
     * keeps JSON.
     *
     * @param json name to value, each a JSON text
     */
    public static SessionRecord record(Instant at, @Nullable String principal, Map<String, String> json) {
        return record(at, principal, attributes(json));
    }

    /** The same with attributes as the store keeps them. */
    public static SessionRecord record(Instant at, @Nullable String principal, Attributes attributes) {
        return record(key(), at, at.plus(Duration.ofMinutes(30)), principal, attributes);
    }

    /** A record under a key that expires at an instant, of a store that keeps JSON. */
    public static SessionRecord record(
            SessionKey key, Instant at, Instant expiresAt, @Nullable String principal, Map<String, String> json) {
        return record(key, at, expiresAt, principal, attributes(json));
    }

    /** The same with attributes as the store keeps them. */
    public static SessionRecord record(
            SessionKey key, Instant at, Instant expiresAt, @Nullable String principal, Attributes attributes) {
        SessionHeader header = new SessionHeader(
                key,
                true,
                "s." + key().value().substring(0, 22),
                Versions.next(),
                at,
                at,
                Duration.ofMinutes(30),
                null,
                expiresAt,
                principal,
                attributes.size());
        return new SessionRecord(header, attributes);
    }

    /** Attributes from JSON texts, of a store that keeps these. */
    public static Attributes attributes(Map<String, String> json) {
        return Values.JSON.attributes(json);
    }

    /** A record as somebody else writes it: attributes from one JSON object, no bookkeeping. */
    public static SessionRecord foreign(SessionKey key, String json) {
        Attributes attributes = attributes(JsonObject.split(json));
        return new SessionRecord(SessionHeader.foreign(key, Instant.EPOCH, attributes.size()), attributes);
    }

    /** The update of a writer who read a record and set and removed attributes, in a store that keeps JSON. */
    public static SessionUpdate update(SessionRecord base, Map<String, String> written, Set<String> removed) {
        return update(base, attributes(written), removed);
    }

    /** The same with attributes as the store keeps them. */
    public static SessionUpdate update(SessionRecord base, Attributes written, Set<String> removed) {
        return update(
                base,
                new Change(written.values(), removed, null, null, null),
                base.header().expiresAt());
    }

    /** The update of a writer who read a record and changed it, and after which it expires at an instant. */
    public static SessionUpdate update(SessionRecord base, Change change, Instant expiresAt) {
        SessionHeader header = base.header();
        Attributes attributes = base.attributes().with(change.written(), change.removed());
        SessionHeader next = header.withVersion(Versions.next())
                .withTimes(header.createdAt(), header.lastAccessedAt(), expiresAt)
                .withSize(attributes.size());
        if (change.newKey() != null) {
            next = next.withKey(change.newKey());
        }
        if (change.maxIdle() != null) {
            next = next.withLimits(change.maxIdle().value(), header.endsAt());
        }
        if (change.principal() != null) {
            next = next.withPrincipal(change.principal().value());
        }
        return new SessionUpdate(base, new SessionRecord(next, attributes), change);
    }
}
