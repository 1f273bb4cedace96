package dev.carnet.cli;

import java.util.regex.Pattern;

/**
 * Makes what users stored fit to be printed: a control character in a name could drive the operator's terminal, one that
 * turns the direction of writing could make it show something else.
 */
final class Printable {
    private static final String UNFIT =
            "\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069";
    private static final Pattern IN_A_LINE = Pattern.compile("[" + UNFIT + "]");
    private static final Pattern IN_LINES = Pattern.compile("[" + UNFIT + "&&[^\\n]]");

    private Printable() {}

    /** A text for one line; what is unfit is shown as its code. */
    static String line(String text) {
        return escape(IN_A_LINE, text);
    }

    /** As {@link #line}, but line ends stay. */
    static String lines(String text) {
        return escape(IN_LINES, text);
    }

    private static String escape(Pattern unfit, String text) {
        return unfit.matcher(text)
                .replaceAll(
                        found -> String.format("\\\\u%04X", (int) found.group().charAt(0)));
    }
}
