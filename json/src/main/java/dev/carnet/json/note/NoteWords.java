package dev.carnet.json.note;

import dev.carnet.spi.document.JsonObject;

/** Writes the words of a note: bare if possible, otherwise as JSON strings. */
public final class NoteWords {
    private NoteWords() {}

    /** Whether a character may stand in a bare word. */
    public static boolean isBare(char c) {
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

    /** The form of a member's name in a note. */
    public static String member(String name) {
        return !name.isEmpty() && name.chars().allMatch(c -> isBare((char) c)) ? name : JsonObject.quote(name);
    }
}
