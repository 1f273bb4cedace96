package dev.carnet.jdbc;

import dev.carnet.spi.Attributes;
import dev.carnet.spi.Change;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionUpdate;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Records and updates. */
final class Given {
    static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

    private Given() {}

    /** A session with {@code "n":1} that expires half an hour after {@link #NOW}. */
    static SessionRecord session(String key) {
        return session(key, NOW.plus(Duration.ofMinutes(30)));
    }

    static SessionRecord session(String key, Instant expiresAt) {
        Attributes attributes = new Attributes(Map.of("n", Encoded.ofText("1")));
        return new SessionRecord(
                new SessionHeader(
                        new SessionKey(key),
                        true,
                        "s." + key,
                        version(),
                        NOW,
                        NOW,
                        Duration.ofMinutes(30),
                        null,
                        expiresAt,
                        "ada",
                        attributes.size()),
                attributes);
    }

    /** A write that sets one attribute. */
    static SessionUpdate update(SessionRecord base, String name, String json) {
        return update(base, new Change(Map.of(name, Encoded.ofText(json)), Set.of(), null, null, null));
    }

    static SessionUpdate update(SessionRecord base, Change change) {
        SessionHeader header = base.header();
        Attributes attributes = base.attributes().with(change.written(), change.removed());
        SessionHeader next = new SessionHeader(
                change.newKey() == null ? header.key() : change.newKey(),
                true,
                header.handle(),
                version(),
                header.createdAt(),
                header.lastAccessedAt(),
                header.maxIdle(),
                header.endsAt(),
                header.expiresAt(),
                change.principal() == null
                        ? header.principal()
                        : change.principal().value(),
                attributes.size());
        return new SessionUpdate(base, new SessionRecord(next, attributes), change);
    }

    private static long version() {
        return ThreadLocalRandom.current().nextLong() | 1;
    }
}
