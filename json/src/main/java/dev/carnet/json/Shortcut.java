package dev.carnet.json;

import dev.carnet.spi.Encoded;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Encodes and decodes the most frequent values without a parser: ASCII text without escapes, short integers, true and
 * false. The result equals Jackson's; all other values are left to Jackson.
 */
final class Shortcut {
    /** A longer number may exceed an int. */
    private static final int MOST_DIGITS = 9;

    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

    private Shortcut() {}

    /** The value's JSON, which needs no note; null if the value is not one of these. Must not be modified. */
    static byte @Nullable [] write(Object value) {
        if (value instanceof String text) {
            return writeText(text);
        } else if (value instanceof Integer number) {
            return number.toString().getBytes(StandardCharsets.US_ASCII);
        } else if (value instanceof Boolean truth) {
            return truth ? TRUE : FALSE;
        }
        return null;
    }

    private static byte @Nullable [] writeText(String text) {
        int length = text.length();
        byte[] json = new byte[length + 2];
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (!isPlain(c)) {
                return null;
            }
            json[i + 1] = (byte) c;
        }
        json[0] = '"';
        json[length + 1] = '"';
        return json;
    }

    /** The value of JSON without a note; null if it is not one of these. */
    static @Nullable Object read(Encoded json) {
        if (json.length() == 0) {
            return null;
        }
        return switch (json.at(0)) {
            case '"' -> readText(json);
            case 't' -> json.text().equals("true") ? Boolean.TRUE : null;
            case 'f' -> json.text().equals("false") ? Boolean.FALSE : null;
            default -> readNumber(json);
        };
    }

    private static @Nullable String readText(Encoded json) {
        int last = json.length() - 1;
        if (last == 0 || json.at(last) != '"') {
            return null;
        }
        for (int i = 1; i < last; i++) {
            if (!isPlain(json.at(i))) {
                return null;
            }
        }
        return json.text(1, last);
    }

    private static @Nullable Integer readNumber(Encoded json) {
        int from = json.at(0) == '-' ? 1 : 0;
        int digits = json.length() - from;
        if (digits == 0 || digits > MOST_DIGITS || (json.at(from) == '0' && json.length() > 1)) {
            return null;
        }
        int number = 0;
        for (int i = from; i < json.length(); i++) {
            int digit = json.at(i) - '0';
            if (digit < 0 || digit > 9) {
                return null;
            }
            number = number * 10 + digit;
        }
        return from == 0 ? number : -number;
    }

    /** Whether a JSON string contains it unescaped: printable ASCII except quote and backslash. */
    private static boolean isPlain(int c) {
        return c >= ' ' && c < 0x7f && c != '"' && c != '\\';
    }
}
