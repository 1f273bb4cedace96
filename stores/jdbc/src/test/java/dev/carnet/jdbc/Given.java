package dev.carnet.jdbc;

import dev.carnet.spi.Attributes;
import dev.carnet.spi.Change;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionUpdate;
import dev.carnet.spi.decorate.Versions;
import dev.carnet.testkit.Records;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

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
                        Versions.next(),
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
        return Records.update(base, change, base.header().expiresAt());
    }
}
