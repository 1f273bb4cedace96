package dev.carnet.text;

/**
 * Escapes text that users and other programs stored (names of attributes, keys, principals, handles) before it is
 * printed, logged or put into a message. A control character could forge a log line or control the operator's terminal,
 * and a bidirectional control could make the terminal show different text. Such characters are shown as their code:
 * {@code \\u001B}.
 *
 * <p>Escaped are the control characters of ASCII and ISO 6429 (U+0000 to U+001F, U+007F to U+009F), line and paragraph
 * separators, the characters that control the direction (Unicode Standard Annex 9, section 2), and unpaired surrogates.
 */
public final class Printable {
    /** Longer names are not useful in a message. */
    private static final int LONGEST_NAME = 100;

    private Printable() {}

    /** A text for one line. */
    public static String line(String text) {
        return escaped(text, false);
    }

    /** Like {@link #line}, but line breaks stay. */
    public static String lines(String text) {
        return escaped(text, true);
    }

    /** Like {@link #line}, truncated if it is too long for a message or a log. */
    public static String name(String text) {
        if (text.length() <= LONGEST_NAME) {
            return line(text);
        }
        boolean splitsPair = Character.isHighSurrogate(text.charAt(LONGEST_NAME - 1));
        return line(text.substring(0, splitsPair ? LONGEST_NAME - 1 : LONGEST_NAME)) + "...";
    }

    private static String escaped(String text, boolean linesStay) {
        int first = 0;
        while (first < text.length() && isFit(text, first, linesStay)) {
            first++;
        }
        if (first == text.length()) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(text.length() + 16).append(text, 0, first);
        for (int i = first; i < text.length(); i++) {
            if (isFit(text, i, linesStay)) {
                escaped.append(text.charAt(i));
            } else {
                escaped.append(escape(text.charAt(i)));
            }
        }
        return escaped.toString();
    }

    private static boolean isFit(String text, int at, boolean linesStay) {
        char c = text.charAt(at);
        return Character.isSurrogate(c) ? isInPair(text, at) : !isUnfit(c) || (linesStay && c == '\n');
    }

    private static boolean isInPair(String text, int at) {
        return Character.isHighSurrogate(text.charAt(at))
                ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
                : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
    }

    /** Whether a character that is not a surrogate must be escaped. */
    public static boolean isUnfit(int c) {
        return c < ' '
                || (c >= 0x7F && c <= 0x9F)
                || c == 0x061C
                || (c >= 0x200E && c <= 0x200F)
                || (c >= 0x2028 && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x2069);
    }

    /** The escaped form of a character, as in JSON and Java. */
    public static String escape(char c) {
        return String.format("\\u%04X", (int) c);
    }
}
