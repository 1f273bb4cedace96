package dev.carnet.spi.codec;

import dev.carnet.spi.Encoded;
import dev.carnet.spi.document.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The form of JSON values that refer to each other, so that shared objects are restored as shared. An object with
 * several references is a part: a separate value under a random name, which a store keeps like an attribute. A mark
 * before the note distinguishes the three kinds of values:
 *
 * <pre>
 * "a"        {"friend":{"$ref":"Zk3uU9.data"},"since":2020}   note  *       refers to parts
 * "b"        [{"$ref":"Zk3uU9.data"}]                         note  *
 * "Zk3uU9"   {"name":"bob","born":0}                          note  &amp;map{born:long}    a part
 * "c"        {"n":5}                                          note  map&lt;long&gt;   as ever: refers to none
 * </pre>
 *
 * References have the format of KiokuDB's JSON (JSPON). Member names that would conflict with KiokuDB's are escaped in
 * its way: {@code $ref}, {@code id}, {@code data} and a few more get {@code public::} before them, in the two marked
 * kinds. A part is never overwritten: a changed part is written under a new name, together with everything that refers
 * to it.
 */
public final class JsonGraph {
    private static final char REFERRING = '*';
    private static final char PART = '&';
    private static final String REFERENCE = "$ref";
    private static final String OF_DATA = ".data";
    private static final String ESCAPE = "public::";
    private static final int NAME_BYTES = 16;

    private static final Set<String> RESERVED = Set.of(
            "id", "__CLASS__", "__META__", "__VERSION__", "root", "deleted", "tied", REFERENCE, "data", "backend_data");

    private static final SecureRandom RANDOM = new SecureRandom();

    private JsonGraph() {}

    /** A random name for a part: 22 characters of base64url. */
    public static String newName() {
        byte[] drawn = new byte[NAME_BYTES];
        RANDOM.nextBytes(drawn);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(drawn);
    }

    /** A value that refers to parts or contains escaped member names. */
    public static Encoded referring(byte[] json, @Nullable String note) {
        return marked(REFERRING, json, note);
    }

    /** A part. */
    public static Encoded part(byte[] json, @Nullable String note) {
        return marked(PART, json, note);
    }

    private static Encoded marked(char mark, byte[] json, @Nullable String note) {
        return Encoded.of(json, note == null ? String.valueOf(mark) : mark + note);
    }

    /** Whether a value is in this form: a part, or a value that refers to parts. */
    public static boolean isGraph(Encoded value) {
        return begins(value.types(), REFERRING) || isPart(value);
    }

    /** Whether a value is a part, not an attribute. */
    public static boolean isPart(Encoded value) {
        return begins(value.types(), PART);
    }

    private static boolean begins(@Nullable String note, char mark) {
        return note != null && !note.isEmpty() && note.charAt(0) == mark;
    }

    /** The note of a value in this form, without the mark; null if there is none. */
    public static @Nullable String note(Encoded value) {
        String types = value.types();
        return types == null || types.length() < 2 ? null : types.substring(1);
    }

    /** The JSON object that refers to a part. */
    public static String reference(String part) {
        return "{\"" + REFERENCE + "\":" + JsonObject.quote(part + OF_DATA) + "}";
    }

    /** Whether a member's name makes its object a reference. */
    public static boolean isReference(String member) {
        return member.equals(REFERENCE);
    }

    /** Whether a stored member of this name belongs to KiokuDB, not to the application. */
    public static boolean isReserved(String member) {
        return RESERVED.contains(member);
    }

    /** A member's name as it is stored in this form. */
    public static String escape(String member) {
        return isReserved(member) || member.startsWith(ESCAPE) ? ESCAPE + member : member;
    }

    /** The member that is stored under a name in this form. */
    public static String unescape(String stored) {
        return stored.startsWith(ESCAPE) ? stored.substring(ESCAPE.length()) : stored;
    }

    /** The part that a reference's text names. */
    public static String target(String reference) {
        return reference.endsWith(OF_DATA) ? reference.substring(0, reference.length() - OF_DATA.length()) : reference;
    }

    /** The names of the parts to which a value refers directly, in order. */
    public static Set<String> references(Encoded value) {
        Set<String> names = new LinkedHashSet<>();
        if (isGraph(value)) {
            rewrite(value.text(), name -> {
                names.add(name);
                return name;
            });
        }
        return names;
    }

    /** The value with renamed references; everything else is unchanged. */
    public static Encoded renamed(Encoded value, UnaryOperator<String> names) {
        if (!isGraph(value)) {
            return value;
        }
        String text = value.text();
        String renamed = rewrite(text, names);
        return renamed.equals(text) ? value : Encoded.of(renamed.getBytes(StandardCharsets.UTF_8), value.types());
    }

    /**
     * The text with renamed references. A string before a colon is a member's name, so a linear pass is enough, and
     * nesting needs no stack.
     */
    private static String rewrite(String json, UnaryOperator<String> names) {
        StringBuilder rewritten = new StringBuilder(json.length());
        int copied = 0;
        int at = json.indexOf('"');
        while (at >= 0) {
            int end = endOfString(json, at);
            int colon = skipBlanks(json, end);
            int value =
                    colon < json.length() && json.charAt(colon) == ':' ? skipBlanks(json, colon + 1) : json.length();
            if (value < json.length() && json.charAt(value) == '"' && isReference(string(json, at, end))) {
                end = endOfString(json, value);
                String name = target(string(json, value, end));
                String other = names.apply(name);
                if (!other.equals(name)) {
                    rewritten.append(json, copied, value).append(JsonObject.quote(other + OF_DATA));
                    copied = end;
                }
            }
            at = json.indexOf('"', end);
        }
        return copied == 0
                ? json
                : rewritten.append(json, copied, json.length()).toString();
    }

    /** The content of a string literal; empty if it is not one, as in a truncated text. */
    private static String string(String json, int from, int to) {
        String raw = to - from < 2 ? "" : json.substring(from + 1, to - 1);
        if (raw.indexOf('\\') < 0) {
            return raw;
        }
        try {
            return JsonObject.unquote(json.substring(from, to));
        } catch (IllegalArgumentException cutOff) {
            return "";
        }
    }

    /** The index after the string that begins at a quote; the end of the text if it is not terminated. */
    private static int endOfString(String json, int quote) {
        for (int at = quote + 1; at < json.length(); at++) {
            char c = json.charAt(at);
            if (c == '\\') {
                at++;
            } else if (c == '"') {
                return at + 1;
            }
        }
        return json.length();
    }

    private static int skipBlanks(String json, int from) {
        int at = from;
        while (at < json.length() && " \n\t\r".indexOf(json.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }
}
