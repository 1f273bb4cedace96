package dev.carnet.text;

import java.util.StringJoiner;

/**
 * Joins what went wrong and what to do about it into one message. Parts come from drivers, servers and ourselves, with a full
 * stop at the end or without.
 */
public final class Sentences {
    private Sentences() {}

    /** The sentences in turn, with just one full stop between each two; the last one ends as it does. */
    public static String join(String first, String... more) {
        StringJoiner joined = new StringJoiner(" ");
        String last = first.strip();
        for (String each : more) {
            if (!each.isBlank()) {
                joined.add(closed(last));
                last = each.strip();
            }
        }
        return joined.add(last).toString();
    }

    /** Other ends than a full stop stay: a question mark, an ellipsis. */
    private static String closed(String sentence) {
        int end = sentence.length();
        while (end > 0 && ".,;: ".indexOf(sentence.charAt(end - 1)) >= 0) {
            end--;
        }
        String bare = sentence.substring(0, end);
        return bare.endsWith("?") || bare.endsWith("!") ? bare : bare + ".";
    }
}
