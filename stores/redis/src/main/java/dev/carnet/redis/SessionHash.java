package dev.carnet.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.carnet.error.UnreadableSessionException;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.document.ReservedNames;
import dev.carnet.spi.document.StoredHeader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A session as the fields of a hash.
 *
 * <pre>
 * NAME            an attribute's bytes; a name that begins with __carnet is escaped
 * __carnet:NAME   its type note, if it has one
 * __carnet        VERSION ACCESSED EXPIRES IDLE SIZE: the version in hexadecimal, the rest in decimal; instants are
 *                 milliseconds since 1970, the idle limit is milliseconds or - for none
 * __carnet.id     BEGAN ENDS FORMAT HANDLE: when it ends or - for never; the format may be missing, the handle may hold
 *                 blanks
 * __carnet.user   the principal, if there is one
 * </pre>
 *
 * What every write changes stands apart from what stays, and neither passes the 64 bytes up to which Redis keeps a small
 * hash in one piece of memory. Without both of the former the session is somebody else's.
 */
final class SessionHash {
    private static final String STATE_NAME = ReservedNames.PREFIX;
    private static final String ORIGIN_NAME = ReservedNames.PREFIX + ".id";
    private static final String USER_NAME = ReservedNames.PREFIX + ".user";

    static final byte[] STATE = STATE_NAME.getBytes(US_ASCII);
    static final byte[] ORIGIN = ORIGIN_NAME.getBytes(US_ASCII);
    static final byte[] USER = USER_NAME.getBytes(US_ASCII);

    /** No handle begins like one. */
    private static final Pattern FORMAT = Pattern.compile("([0-9]+[a-z]) ");

    private static final String NOTE = ReservedNames.PREFIX + ":";
    private static final String NONE = "-";
    private static final int HEX = 16;
    private static final int UNKNOWN = -1;

    private SessionHash() {}

    /** A stored attribute's name. */
    static byte[] field(String attribute) {
        return Text.bytes(ReservedNames.escape(attribute));
    }

    /** The name of its type note. */
    static byte[] noteField(String attribute) {
        return Text.bytes(NOTE + attribute);
    }

    static String version(SessionHeader header) {
        return Long.toHexString(header.version());
    }

    static String millis(Instant instant) {
        return Long.toString(instant.toEpochMilli());
    }

    static String idle(@Nullable Duration maxIdle) {
        return maxIdle == null ? NONE : Long.toString(TimeUnit.MILLISECONDS.convert(maxIdle));
    }

    static String state(SessionHeader header) {
        return String.join(
                " ",
                version(header),
                millis(header.lastAccessedAt()),
                millis(header.expiresAt()),
                idle(header.maxIdle()),
                Integer.toString(header.size()));
    }

    static String origin(SessionHeader header) {
        Instant endsAt = header.endsAt();
        String format = StoredHeader.format(header);
        return millis(header.createdAt())
                + " "
                + (endsAt == null ? NONE : millis(endsAt))
                + " "
                + (format == null ? "" : format + " ")
                + header.handle();
    }

    /** The handle in the field of {@link #ORIGIN}. */
    static String handle(byte[] origin) {
        return new Origin(origin).handle;
    }

    /** What the field of {@link #ORIGIN} says. */
    private static final class Origin {
        private final Instant began;
        private final @Nullable Instant ends;
        private final @Nullable String format;
        private final String handle;

        Origin(byte[] field) {
            String[] words = words(field, 3);
            began = instant(words[0]);
            ends = words[1].equals(NONE) ? null : instant(words[1]);
            Matcher matcher = FORMAT.matcher(words[2]);
            boolean hasFormat = matcher.lookingAt();
            format = hasFormat ? matcher.group(1) : null;
            handle = hasFormat ? words[2].substring(matcher.end()) : words[2];
        }
    }

    /** All fields of a session, each name before its value. */
    static List<byte[]> fields(SessionRecord session) {
        List<byte[]> fields = new ArrayList<>();
        SessionHeader header = session.header();
        if (!header.isForeign()) {
            add(fields, STATE, state(header).getBytes(US_ASCII));
            add(fields, ORIGIN, origin(header).getBytes(UTF_8));
        }
        if (header.principal() != null) {
            add(fields, USER, Text.bytes(header.principal()));
        }
        fields.addAll(fields(session.attributes().values()));
        return fields;
    }

    /** The fields of attributes, each name before its value. */
    static List<byte[]> fields(Map<String, Encoded> attributes) {
        List<byte[]> fields = new ArrayList<>(2 * attributes.size());
        attributes.forEach((name, value) -> {
            add(fields, field(name), value.bytes());
            if (value.types() != null) {
                add(fields, noteField(name), value.types().getBytes(UTF_8));
            }
        });
        return fields;
    }

    private static void add(List<byte[]> fields, byte[] name, byte[] value) {
        fields.add(name);
        fields.add(value);
    }

    /**
     * The session in all fields of a hash.
     *
     * @param fields each name before its value
     * @throws UnreadableSessionException if its bookkeeping cannot be read
     */
    static SessionRecord session(SessionKey key, List<byte[]> fields) {
        int bytes = 0;
        for (int i = 1; i < fields.size(); i += 2) {
            bytes += fields.get(i).length;
        }
        Attributes.Builder values = new Attributes.Builder(fields.size() / 2, bytes);
        Map<String, byte[]> reserved = new HashMap<>();
        for (int i = 0; i < fields.size(); i += 2) {
            String field = Text.of(fields.get(i));
            if (ReservedNames.isReserved(field)) {
                reserved.put(field, fields.get(i + 1));
            } else {
                values.add(ReservedNames.unescape(field), fields.get(i + 1));
            }
        }
        byte[] state = reserved.remove(STATE_NAME);
        byte[] origin = reserved.remove(ORIGIN_NAME);
        byte[] user = reserved.remove(USER_NAME);
        reserved.forEach((field, note) -> {
            if (field.startsWith(NOTE)) {
                values.note(field.substring(NOTE.length()), new String(note, UTF_8));
            }
        });
        Attributes attributes = values.build();
        return new SessionRecord(header(key, state, origin, user, attributes.size()), attributes);
    }

    /**
     * The header in a session's bookkeeping, with the size that the last writer knew.
     *
     * @param bookkeeping {@link #STATE}, {@link #ORIGIN} and {@link #USER}, of which some may be null
     * @throws UnreadableSessionException if the bookkeeping cannot be read
     */
    static SessionHeader header(SessionKey key, List<?> bookkeeping) {
        return header(
                key, (byte[]) bookkeeping.get(0), (byte[]) bookkeeping.get(1), (byte[]) bookkeeping.get(2), UNKNOWN);
    }

    private static SessionHeader header(
            SessionKey key, byte @Nullable [] state, byte @Nullable [] origin, byte @Nullable [] user, int size) {
        try {
            String[] changing = state == null ? null : words(state, 5);
            Origin lasting = origin == null ? null : new Origin(origin);
            StoredHeader stored = new StoredHeader(
                    lasting == null ? null : lasting.format,
                    lasting == null ? null : lasting.handle,
                    changing == null ? null : Long.parseUnsignedLong(changing[0], HEX),
                    lasting == null ? null : lasting.began,
                    changing == null ? null : instant(changing[1]),
                    changing == null || changing[3].equals(NONE)
                            ? null
                            : Duration.ofMillis(Long.parseLong(changing[3])),
                    lasting == null ? null : lasting.ends,
                    changing == null ? null : instant(changing[2]),
                    user == null ? null : Text.of(user));
            int known = changing == null ? 0 : Integer.parseInt(changing[4]);
            return stored.read("Redis", key, size == UNKNOWN ? known : size);
        } catch (IllegalArgumentException e) {
            throw new UnreadableSessionException(
                    "Redis: a session's bookkeeping cannot be read; the session is left unchanged", e);
        }
    }

    private static String[] words(byte[] text, int count) {
        String[] words = new String(text, UTF_8).split(" ", count);
        if (words.length != count) {
            throw new IllegalArgumentException(words.length + " words instead of " + count);
        }
        return words;
    }

    private static Instant instant(String millis) {
        return Instant.ofEpochMilli(Long.parseLong(millis));
    }
}
