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
        byte[] array = json.array();
        int from = json.offset();
        int to = from + json.length();
        if (from == to) {
            return null;
        }
        return switch (array[from]) {
            case '"' -> readText(array, from, to);
            case 't' -> json.text().equals("true") ? Boolean.TRUE : null;
            case 'f' -> json.text().equals("false") ? Boolean.FALSE : null;
            default -> readNumber(array, from, to);
        };
    }

    private static @Nullable String readText(byte[] array, int from, int to) {
        int first = from + 1;
        int end = to - 1;
        if (end < first || array[end] != '"') {
            return null;
        }
        for (int i = first; i < end; i++) {
            if (!isPlain(array[i])) {
                return null;
            }
        }
        return new String(array, first, end - first, StandardCharsets.US_ASCII);
    }

    private static @Nullable Integer readNumber(byte[] array, int from, int to) {
        boolean isNegative = array[from] == '-';
        int first = isNegative ? from + 1 : from;
        int digits = to - first;
        if (digits == 0 || digits > MOST_DIGITS || (array[first] == '0' && to - from > 1)) {
            return null;
        }
        int number = 0;
        for (int i = first; i < to; i++) {
            int digit = array[i] - '0';
            if (digit < 0 || digit > 9) {
                return null;
            }
            number = number * 10 + digit;
        }
        return isNegative ? -number : number;
    }

    /** Whether a JSON string contains it unescaped: printable ASCII except quote and backslash. */
    private static boolean isPlain(int c) {
        return c >= ' ' && c < 0x7f && c != '"' && c != '\\';
    }
}
