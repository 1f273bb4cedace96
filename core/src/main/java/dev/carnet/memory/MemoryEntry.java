package dev.carnet.memory;

import dev.carnet.spi.Attributes;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A session as stored on the heap: times are milliseconds since 1970, and the key is that of the map. An entry needs 96
 * bytes less than a record. Immutable; compared by identity, so that a map can replace exactly the entry that was read.
 */
final class MemoryEntry {
    private static final long NO_END = Long.MAX_VALUE;

    private final @Nullable Boolean hashed;
    private final String handle;
    private final long version;
    private final long createdAt;
    private final long lastAccessedAt;
    private final @Nullable Duration maxIdle;
    private final long endsAt;
    private final long expiresAt;
    private final @Nullable String principal;
    private final int size;
    private final Map<String, Encoded> values;

    private MemoryEntry(SessionHeader header, Map<String, Encoded> values) {
        hashed = header.hashed();
        handle = header.handle();
        version = header.version();
        createdAt = header.createdAt().toEpochMilli();
        lastAccessedAt = header.lastAccessedAt().toEpochMilli();
        maxIdle = header.maxIdle();
        endsAt = header.endsAt() == null ? NO_END : header.endsAt().toEpochMilli();
        expiresAt = header.expiresAt().toEpochMilli();
        principal = header.principal();
        size = header.size();
        this.values = values;
    }

    static MemoryEntry of(SessionRecord session) {
        return new MemoryEntry(session.header(), session.attributes().values());
    }

    String handle() {
        return handle;
    }

    @Nullable
    String principal() {
        return principal;
    }

    long version() {
        return version;
    }

    boolean isExpiredBy(Instant instant) {
        return !Instant.ofEpochMilli(expiresAt).isAfter(instant);
    }

    /** The same attributes under another header. */
    MemoryEntry accessed(SessionHeader header) {
        return new MemoryEntry(header, values);
    }

    SessionHeader header(SessionKey key) {
        return new SessionHeader(
                key,
                hashed,
                handle,
                version,
                Instant.ofEpochMilli(createdAt),
                Instant.ofEpochMilli(lastAccessedAt),
                maxIdle,
                endsAt == NO_END ? null : Instant.ofEpochMilli(endsAt),
                Instant.ofEpochMilli(expiresAt),
                principal,
                size);
    }

    SessionRecord record(SessionKey key) {
        return new SessionRecord(header(key), new Attributes(values));
    }
}
