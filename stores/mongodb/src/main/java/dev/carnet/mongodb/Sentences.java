package dev.carnet.mongodb;

import java.util.regex.Pattern;

/** Words of others in sentences of one's own. */
final class Sentences {
    private static final Pattern END = Pattern.compile("[.\\s]+$");

    private Sentences() {}

    /** Without the full stop, so that one may follow. */
    static String unended(String sentence) {
        return END.matcher(sentence).replaceFirst("");
    }
}
