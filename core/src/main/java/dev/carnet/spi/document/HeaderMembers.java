package dev.carnet.spi.document;

import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A session's header as the members of a JSON object, but for its key and size:
 *
 * <pre>
 * "version":"00c0ffee00c0ffee","accessed":"2026-11-21T09:00:00.000Z","expires":"2026-11-21T09:30:00.000Z",
 * "created":"...","handle":"s.x","idle":1800000,"ends":"...","principal":"bob"
 * </pre>
 *
 * The first three stand first and have a fixed length; the last three may be missing.
 */
public final class HeaderMembers {
    private static final String VERSION = "version";
    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private HeaderMembers() {}

    /** Name to JSON text, in this order. */
    public static Map<String, String> write(SessionHeader header) {
        Map<String, String> members = new LinkedHashMap<>();
        members.put(VERSION, '"' + hex(header.version()) + '"');
        members.put("accessed", quoted(header.lastAccessedAt()));
        members.put("expires", quoted(header.expiresAt()));
        members.put("created", quoted(header.createdAt()));
        members.put("handle", JsonObject.quote(header.handle()));
        if (header.maxIdle() != null) {
            members.put("idle", String.valueOf(TimeUnit.MILLISECONDS.convert(header.maxIdle())));
        }
        if (header.endsAt() != null) {
            members.put("ends", quoted(header.endsAt()));
        }
        if (header.principal() != null) {
            members.put("principal", JsonObject.quote(header.principal()));
        }
        return members;
    }

    /**
     * The header that these members are part of; without a version it is somebody else's.
     *
     * @param members name to JSON text, others among them
     * @param lastActive when the session was last active if it is somebody else's, {@link Instant#EPOCH} if nobody knows
     * @throws IllegalArgumentException if they are no such members; the message shows none of them
     */
    public static SessionHeader read(SessionKey key, Map<String, String> members, Instant lastActive, int size) {
        if (!members.containsKey(VERSION)) {
            return SessionHeader.foreign(key, lastActive, size);
        }
        try {
            String idle = members.get("idle");
            String ends = members.get("ends");
            String principal = members.get("principal");
            return new SessionHeader(
                    key,
                    JsonObject.unquote(member(members, "handle")),
                    Long.parseUnsignedLong(JsonObject.unquote(member(members, VERSION)), 16),
                    parsed(member(members, "created")),
                    parsed(member(members, "accessed")),
                    idle == null ? null : Duration.ofMillis(Long.parseLong(idle)),
                    ends == null ? null : parsed(ends),
                    parsed(member(members, "expires")),
                    principal == null ? null : JsonObject.unquote(principal),
                    size);
        } catch (DateTimeException | NumberFormatException e) {
            throw new IllegalArgumentException("the bookkeeping under __carnet is no such", null);
        }
    }

    private static String member(Map<String, String> members, String name) {
        String value = members.get(name);
        if (value == null) {
            throw new IllegalArgumentException("'" + name + "' is missing under __carnet");
        }
        return value;
    }

    /** A version as it is stored: 16 hexadecimal digits. */
    static String hex(long version) {
        return String.format("%016x", version);
    }

    /** An instant as it is stored, in milliseconds: 24 characters that compare like instants. */
    public static String instant(Instant instant) {
        return INSTANT.format(instant);
    }

    private static String quoted(Instant instant) {
        return '"' + instant(instant) + '"';
    }

    private static Instant parsed(String json) {
        return Instant.parse(JsonObject.unquote(json));
    }
}
