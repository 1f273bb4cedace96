package dev.carnet.bson;

/**
 * Java's texts as BSON's strings, which are Unicode. Half of a surrogate pair is none: it is written as U+FFFE, which no
 * text that is exchanged holds (Unicode 15.0, section 23.7), and its four hexadecimal digits; U+FFFE itself likewise. Every
 * other text stays what it is.
 */
public final class BsonText {
    private static final char MARK = '\uFFFE';
    private static final int DIGITS = 4;

    private BsonText() {}

    /** The stored string of a text. */
    public static String escape(String text) {
        int at = 0;
        while (at < text.length() && !isEscaped(text, at)) {
            at++;
        }
        if (at == text.length()) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(text.length() + DIGITS);
        escaped.append(text, 0, at);
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (isEscaped(text, at)) {
                escaped.append(MARK).append(String.format("%04X", (int) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    private static boolean isEscaped(String text, int at) {
        char c = text.charAt(at);
        if (!Character.isSurrogate(c)) {
            return c == MARK;
        }
        boolean pair = Character.isHighSurrogate(c)
                ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
                : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
        return !pair;
    }

    /** The text of a stored string. */
    public static String unescape(String stored) {
        int mark = stored.indexOf(MARK);
        if (mark < 0) {
            return stored;
        }
        StringBuilder text = new StringBuilder(stored.length());
        int from = 0;
        for (; mark >= 0; mark = stored.indexOf(MARK, from)) {
            text.append(stored, from, mark);
            int code = code(stored, mark + 1);
            text.append(code < 0 ? MARK : (char) code);
            from = mark + 1 + (code < 0 ? 0 : DIGITS);
        }
        return text.append(stored, from, stored.length()).toString();
    }

    /** The character of four digits, or -1 if they are not an escape. */
    private static int code(String stored, int from) {
        if (from + DIGITS > stored.length()) {
            return -1;
        }
        int code = 0;
        for (int i = from; i < from + DIGITS; i++) {
            int digit = Character.digit(stored.charAt(i), 16);
            if (digit < 0) {
                return -1;
            }
            code = code << 4 | digit;
        }
        return Character.isSurrogate((char) code) || code == MARK ? code : -1;
    }
}
