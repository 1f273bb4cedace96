package dev.carnet.json;

import dev.carnet.spi.document.JsonObject;

/** The words of a note: bare where they can be, else as JSON strings. */
final class NoteWords {
    private NoteWords() {}

    /** Whether a character may stand in a bare word. */
    static boolean isBare(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '_'
                || c == '.'
                || c == '$'
                || c == '-'
                || c == '['
                || c == ']';
    }

    /** A member's name as it stands in a note. */
    static String member(String name) {
        return !name.isEmpty() && name.chars().allMatch(c -> isBare((char) c)) ? name : JsonObject.quote(name);
    }
}
