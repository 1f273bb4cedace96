package dev.carnet.text;

import java.util.StringJoiner;

/**
 * Joins a problem and its remedy into one message. The parts come from drivers, servers and Carnet, with or without a
 * full stop at the end.
 */
public final class Sentences {
    private Sentences() {}

    /** Joins sentences with exactly one full stop in between; the end of the last one is unchanged. */
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

    /** A question mark or an ellipsis at the end stays. */
    private static String closed(String sentence) {
        int end = sentence.length();
        while (end > 0 && ".,;: ".indexOf(sentence.charAt(end - 1)) >= 0) {
            end--;
        }
        String bare = sentence.substring(0, end);
        return bare.endsWith("?") || bare.endsWith("!") ? bare : bare + ".";
    }
}
