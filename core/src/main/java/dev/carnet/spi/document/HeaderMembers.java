package dev.carnet.spi.document;

import dev.carnet.spi.SessionHeader;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A session's header, without its key and size, as the members of a JSON object:
 *
 * <pre>
 * "version":"00c0ffee00c0ffee","accessed":"2026-11-21T09:00:00.000Z","expires":"2026-11-21T09:30:00.000Z",
 * "format":"1d","created":"...","handle":"s.x","idle":1800000,"ends":"...","principal":"bob"
 * </pre>
 *
 * The first three are always first and have a fixed length; the last three are optional. {@link StoredHeader} defines
 * what it means if others are missing.
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
        String format = StoredHeader.format(header);
        if (format != null) {
            members.put("format", JsonObject.quote(format));
        }
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
     * The header in these members, as far as it is present.
     *
     * @param members name to JSON text; may contain other members
     * @param lastActive the last access of a foreign session if no member contains it, or {@link Instant#EPOCH} if
     *     unknown
     * @throws IllegalArgumentException if a member is malformed; the message contains no values
     */
    public static StoredHeader read(Map<String, String> members, Instant lastActive) {
        try {
            String version = members.get(VERSION);
            String idle = members.get("idle");
            Instant accessed = instant("accessed", members);
            return new StoredHeader(
                    text("format", members),
                    text("handle", members),
                    version == null ? null : Long.parseUnsignedLong(JsonObject.unquote(version), 16),
                    instant("created", members),
                    version == null && accessed == null ? lastActive : accessed,
                    idle == null ? null : Duration.ofMillis(Long.parseLong(idle)),
                    instant("ends", members),
                    instant("expires", members),
                    text("principal", members));
        } catch (DateTimeException | NumberFormatException e) {
            throw new IllegalArgumentException("the bookkeeping under __carnet is malformed", null);
        }
    }

    private static @Nullable String text(String name, Map<String, String> members) {
        String json = members.get(name);
        return json == null ? null : JsonObject.unquote(json);
    }

    private static @Nullable Instant instant(String name, Map<String, String> members) {
        String text = text(name, members);
        return text == null ? null : Instant.parse(text);
    }

    /** A version as it is stored: 16 hexadecimal digits. */
    static String hex(long version) {
        return String.format("%016x", version);
    }

    /** The stored form of a time, in milliseconds: 24 characters that compare like times. */
    public static String instant(Instant instant) {
        return INSTANT.format(instant);
    }

    private static String quoted(Instant instant) {
        return '"' + instant(instant) + '"';
    }
}
