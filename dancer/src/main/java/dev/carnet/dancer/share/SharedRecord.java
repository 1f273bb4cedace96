package dev.carnet.dancer.share;

import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.document.HeaderMembers;
import dev.carnet.spi.document.JsonObject;
import dev.carnet.spi.document.ReservedNames;
import dev.carnet.spi.document.SessionDocument;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A Perl application's record as a {@linkplain dev.carnet.spi.document.WholeDocument whole document}. Bookkeeping has one
 * member more, {@code sum}: a digest of the attributes. A Perl application copies the bookkeeping back as it read it, whatever
 * it has changed; the digest tells.
 */
final class SharedRecord {
    private static final String BOOKKEEPING = ReservedNames.PREFIX;
    private static final String SUM = "sum";
    private static final String TYPES = "types";
    private static final String EXPIRES = "expires";
    private static final String ACCESSED = "accessed";
    private static final String IDLE = "idle";
    private static final String VERSION = "version";
    private static final String READ = "read";
    private static final String ID = "id";
    private static final String ESCAPED_ID = BOOKKEEPING + "=" + ID;

    private static final int VERSION_BYTES = 8;

    /** By how much the store's own deletion waits: clocks differ, and a sweep has to meet the session to tell of its end. */
    private static final Duration GRACE = Duration.ofMinutes(11);

    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    private SharedRecord() {}

    /**
     * The document that a record stands for.
     *
     * @param members as the {@link RecordFormat} reads them
     * @param raw the record
     * @param now the time
     * @param maxIdle how long a session lives that only Perl has written; null is for ever
     */
    static String document(
            SessionKey key, Map<String, String> members, RawRecord raw, Instant now, @Nullable Duration maxIdle) {
        Map<String, String> attributes = new LinkedHashMap<>(members);
        String stored = attributes.remove(BOOKKEEPING);
        Map<String, String> bookkeeping = new LinkedHashMap<>(stored == null ? Map.of() : JsonObject.split(stored));
        String sum = bookkeeping.remove(SUM);
        if (sum != null && !sum.equals(sum(attributes))) {
            writtenByPerl(bookkeeping, attributes, now);
        }
        if (!bookkeeping.containsKey(VERSION) && raw.lastActive() != null && maxIdle != null) {
            bookkeeping.putAll(HeaderMembers.write(lastUsed(key, raw.lastActive(), maxIdle, sum(attributes))));
        }
        if (!bookkeeping.containsKey(VERSION)) {
            used(bookkeeping, raw, maxIdle);
        }
        if (raw.expiresAt() != null) {
            keptUntil(bookkeeping, raw.expiresAt());
        }
        if (raw.lastActive() != null) {
            active(bookkeeping, raw.lastActive());
        }
        unreadable(bookkeeping, attributes);
        bookkeeping.put(READ, digest(raw.content()));
        Map<String, String> document = new LinkedHashMap<>();
        document.put(BOOKKEEPING, JsonObject.join(bookkeeping));
        document.putAll(attributes);
        return JsonObject.join(document);
    }

    /** When a session that only Perl has written was used, as far as its store tells. */
    private static void used(Map<String, String> bookkeeping, RawRecord raw, @Nullable Duration maxIdle) {
        if (raw.lastActive() != null) {
            bookkeeping.put(ACCESSED, quoted(raw.lastActive()));
        } else if (raw.expiresAt() != null && maxIdle != null) {
            bookkeeping.put(ACCESSED, quoted(raw.expiresAt().minus(maxIdle)));
        }
    }

    /** Whether Perl has written the record since Carnet did. */
    static boolean isWrittenByPerl(Map<String, String> members) {
        Map<String, String> attributes = new LinkedHashMap<>(members);
        String stored = attributes.remove(BOOKKEEPING);
        String sum = stored == null ? null : JsonObject.split(stored).get(SUM);
        return sum != null && !sum.equals(sum(attributes));
    }

    /**
     * Whether a record is what a document was made of; or, if the document was not read but written, what it became.
     *
     * @param members of the record
     */
    static boolean isOf(String document, RawRecord raw, Map<String, String> members) {
        Map<String, String> expected = SessionDocument.bookkeeping(document);
        String read = expected.get(READ);
        if (read != null) {
            return read.equals(digest(raw.content()));
        }
        String stored = members.get(BOOKKEEPING);
        Map<String, String> now = stored == null ? Map.of() : JsonObject.split(stored);
        return !isWrittenByPerl(members)
                && Objects.equals(expected.get(VERSION), now.get(VERSION))
                && Objects.equals(expected.get(ACCESSED), now.get(ACCESSED));
    }

    /** When the session of a document expires. */
    static Instant expiresAt(String document) {
        String expires = SessionDocument.bookkeeping(document).get(EXPIRES);
        return expires == null ? SessionHeader.NEVER : instant(expires);
    }

    /**
     * The members to write for a document.
     *
     * @param idInData whether the id stands among them
     */
    static Map<String, String> members(String document, boolean idInData) {
        Map<String, String> members = new LinkedHashMap<>(JsonObject.split(document));
        String attribute = idInData ? members.remove(ID) : null;
        if (attribute != null) {
            members.put(ESCAPED_ID, attribute);
        }
        String stored = members.remove(BOOKKEEPING);
        Map<String, String> bookkeeping = new LinkedHashMap<>(stored == null ? Map.of() : JsonObject.split(stored));
        bookkeeping.remove(READ);
        bookkeeping.put(SUM, sum(members));
        Map<String, String> written = new LinkedHashMap<>();
        written.put(BOOKKEEPING, JsonObject.join(bookkeeping));
        written.putAll(members);
        return written;
    }

    /** The header of a session that only Perl has written. */
    private static SessionHeader lastUsed(SessionKey key, Instant lastActive, Duration maxIdle, String sum) {
        long version = Long.parseUnsignedLong(JsonObject.unquote(sum), 16);
        String handle = SessionHeader.foreign(key, lastActive, 0).handle();
        return new SessionHeader(
                key, false, handle, version, lastActive, lastActive, maxIdle, null, lastActive.plus(maxIdle), null, 0);
    }

    /**
     * Where the store deletes sessions by itself, whoever uses one says until when: Carnet so much later than the session's
     * end that the record can still be found, Perl by the idle time alone.
     */
    private static void keptUntil(Map<String, String> bookkeeping, Instant until) {
        bookkeeping.computeIfPresent(EXPIRES, (name, json) -> {
            Duration apart = Duration.between(keepUntil(instant(json)), until);
            return apart.abs().compareTo(TOLERANCE) < 0 ? json : quoted(until);
        });
    }

    /** Until when a store that deletes by itself is to keep a session. */
    static Instant keepUntil(Instant expiresAt) {
        return expiresAt.equals(SessionHeader.NEVER) ? expiresAt : expiresAt.plus(GRACE);
    }

    /** Nobody knows when; so the idle time begins anew, and the version is that of what was written. */
    private static void writtenByPerl(Map<String, String> bookkeeping, Map<String, String> attributes, Instant now) {
        bookkeeping.computeIfPresent(VERSION, (name, old) -> sum(attributes));
        active(bookkeeping, now);
    }

    /** The session was used: neither instant moves back, and the end stays. */
    private static void active(Map<String, String> bookkeeping, Instant at) {
        bookkeeping.computeIfPresent(ACCESSED, (name, json) -> quoted(later(instant(json), at)));
        Duration idle = idle(bookkeeping);
        if (idle != null) {
            bookkeeping.computeIfPresent(
                    EXPIRES, (name, json) -> quoted(capped(later(instant(json), at.plus(idle)), bookkeeping)));
        }
    }

    private static Instant capped(Instant expires, Map<String, String> bookkeeping) {
        String ends = bookkeeping.get("ends");
        Instant end = ends == null ? Instant.MAX : instant(ends);
        return expires.isAfter(end) ? end : expires;
    }

    private static @Nullable Duration idle(Map<String, String> bookkeeping) {
        String idle = bookkeeping.get(IDLE);
        return idle == null ? null : Duration.ofMillis(Long.parseLong(idle));
    }

    /** Values that no codec can read get a note that says so. */
    private static void unreadable(Map<String, String> bookkeeping, Map<String, String> attributes) {
        Map<String, String> types = new LinkedHashMap<>(
                bookkeeping.containsKey(TYPES) ? JsonObject.split(bookkeeping.get(TYPES)) : Map.of());
        attributes.forEach((name, json) -> {
            if (UnreadableValue.is(json)) {
                types.put(name, JsonObject.quote(UnreadableValue.NOTE));
            }
        });
        if (!types.isEmpty()) {
            bookkeeping.put(TYPES, JsonObject.join(types));
        }
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant instant(String json) {
        return Instant.parse(JsonObject.unquote(json));
    }

    private static String quoted(Instant instant) {
        return JsonObject.quote(HeaderMembers.instant(instant));
    }

    /** As a version: 16 hexadecimal digits in quotes. The order of names does not count, which is random in Perl. */
    private static String sum(Map<String, String> attributes) {
        MessageDigest digest = sha256();
        new TreeMap<>(attributes).forEach((name, json) -> {
            digest.update((name.length() + ":" + name + "=" + json.length() + ":").getBytes(StandardCharsets.UTF_8));
            digest.update(json.getBytes(StandardCharsets.UTF_8));
        });
        return JsonObject.quote(HexFormat.of().formatHex(digest.digest(), 0, VERSION_BYTES));
    }

    private static String digest(String content) {
        return JsonObject.quote(
                HexFormat.of().formatHex(sha256().digest(content.getBytes(StandardCharsets.ISO_8859_1))));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JRE has SHA-256", impossible);
        }
    }
}
