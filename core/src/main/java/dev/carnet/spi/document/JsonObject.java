package dev.carnet.spi.document;

import dev.carnet.internal.text.AsciiJson;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Splits a JSON object into its members' texts and joins them again, without parsing the values, for stores that keep a
 * session as one document. Names are compared decoded, and the last of several equal names wins. The output is ASCII, so
 * it fits a column of any charset. Iterative: nesting needs no stack.
 */
public final class JsonObject {
    private final String text;
    private int at;

    /** The first backslash at or after {@link #at}, if known; most texts have none. */
    private int backslash = -1;

    private JsonObject(String text) {
        this.text = text;
    }

    /** Receives the members of an object in order, including duplicates. */
    @FunctionalInterface
    interface Members {
        /**
         * A member.
         *
         * @param name the name, decoded
         * @param from the index at which the value begins
         * @param to the index at which it ends
         */
        void add(String name, int from, int to);
    }

    /**
     * The members of a JSON object: decoded name to the value's unchanged text. Values are only delimited, not
     * validated, so a malformed value does not affect the others.
     *
     * @throws IllegalArgumentException if the text is not an object; the message contains none of it
     */
    public static Map<String, String> split(String text) {
        Map<String, String> members = new LinkedHashMap<>();
        scan(text, (name, from, to) -> members.put(name, text.substring(from, to)));
        return members;
    }

    /**
     * Finds the members of a JSON object without copying them.
     *
     * @throws IllegalArgumentException as {@link #split}
     */
    static void scan(String text, Members members) {
        new JsonObject(text).scan(members);
    }

    /** The object with these members, in order: decoded name to the value's JSON text. */
    public static String join(Map<String, String> members) {
        AsciiJson json = new AsciiJson(64).begin();
        members.forEach((name, value) -> json.name(name).value(value));
        return json.end().toString();
    }

    /** A text as a JSON string in ASCII. */
    public static String quote(String text) {
        return new AsciiJson(text.length() + 2).quoted(text).toString();
    }

    /**
     * The text of a JSON string.
     *
     * @throws IllegalArgumentException if it is not a JSON string; the message contains none of it
     */
    public static String unquote(String json) {
        JsonObject string = new JsonObject(json);
        String text = string.name();
        string.expectEnd();
        return text;
    }

    private void scan(Members members) {
        expect('{');
        if (peek() == '}') {
            at++;
        } else {
            char next = ',';
            while (next == ',') {
                String name = name();
                expect(':');
                int from = valueBegins();
                members.add(name, from, value());
                next = peek();
                if (next != ',' && next != '}') {
                    throw malformed("',' or '}' is missing");
                }
                at++;
            }
        }
        expectEnd();
    }

    private String name() {
        if (peek() != '"') {
            throw malformed("a string in quotes is missing");
        }
        int start = at + 1;
        boolean escaped = skipString();
        String raw = text.substring(start, at - 1);
        return escaped ? unescape(raw) : raw;
    }

    private int valueBegins() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** Moves to the comma or brace after the value that begins here; returns the end of the value. */
    private int value() {
        int start = at;
        int depth = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                skipString();
                continue;
            } else if (c == '{' || c == '[') {
                depth++;
            } else if (depth == 0 && (c == ',' || c == '}' || c == ']')) {
                break;
            } else if (c == '}' || c == ']') {
                depth--;
            }
            at++;
        }
        int end = at;
        while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        if (end == start) {
            throw malformed("a value is missing");
        }
        return end;
    }

    /** Moves past the string that begins here; returns whether it contains an escape. */
    private boolean skipString() {
        boolean escaped = false;
        int quote = quote(at + 1);
        for (int escape = backslash(at + 1); escape < quote; escape = backslash(escape + 2)) {
            escaped = true;
            if (quote == escape + 1) {
                quote = quote(escape + 2);
            }
        }
        at = quote + 1;
        return escaped;
    }

    /** The next quote, which is required. */
    private int quote(int from) {
        int quote = text.indexOf('"', from);
        if (quote < 0) {
            at = text.length();
            throw malformed("a quote is missing");
        }
        return quote;
    }

    /** The next backslash, or an index after the text. */
    private int backslash(int from) {
        if (backslash < from) {
            int next = text.indexOf('\\', from);
            backslash = next < 0 ? Integer.MAX_VALUE : next;
        }
        return backslash;
    }

    private String unescape(String raw) {
        StringBuilder plain = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '\\') {
                plain.append(c);
                continue;
            }
            char escape = raw.charAt(++i);
            switch (escape) {
                case '"', '\\', '/' -> plain.append(escape);
                case 'b' -> plain.append('\b');
                case 'f' -> plain.append('\f');
                case 'n' -> plain.append('\n');
                case 'r' -> plain.append('\r');
                case 't' -> plain.append('\t');
                case 'u' -> {
                    plain.append(codeUnit(raw, i + 1));
                    i += 4;
                }
                default -> throw malformed("an escape sequence is unknown");
            }
        }
        return plain.toString();
    }

    private char codeUnit(String raw, int from) {
        int unit = 0;
        for (int i = from; i < from + 4; i++) {
            int digit = i < raw.length() ? Character.digit(raw.charAt(i), 16) : -1;
            if (digit < 0) {
                throw malformed("an escape sequence is incomplete");
            }
            unit = unit << 4 | digit;
        }
        return (char) unit;
    }

    private void expect(char wanted) {
        if (peek() != wanted) {
            throw malformed("'" + wanted + "' is missing");
        }
        at++;
    }

    private void expectEnd() {
        if (peek() != 0) {
            throw malformed("text follows");
        }
    }

    /** The next character that is not blank, or 0 at the end. */
    private char peek() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c != ' ' && c != '\n' && c != '\t' && c != '\r') {
                return c;
            }
            at++;
        }
        return 0;
    }

    private IllegalArgumentException malformed(String problem) {
        return new IllegalArgumentException("not a JSON object: " + problem + " at character " + at);
    }
}
