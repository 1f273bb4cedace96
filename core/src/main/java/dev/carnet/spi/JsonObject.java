package dev.carnet.spi;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Takes one JSON object apart into its members' texts and puts it together again, without reading the values: what a
 * store needs that keeps a session as one document. Names are compared decoded, the last of several equal names wins, and
 * what is written is ASCII, so that no column's charset can break it. Iterative: nesting costs no stack.
 */
public final class JsonObject {
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final String text;
    private int at;

    private JsonObject(String text) {
        this.text = text;
    }

    /**
     * The members of a JSON object: decoded name to the value's text as it stands. Values are only delimited, not checked,
     * so that one bad value spoils no other.
     *
     * @throws IllegalArgumentException if the text is no object; the message shows none of it
     */
    public static Map<String, String> split(String text) {
        return new JsonObject(text).members();
    }

    /** The object with these members, in their order: decoded name to the value's JSON text. */
    public static String join(Map<String, String> members) {
        StringBuilder json = new StringBuilder(64).append('{');
        members.forEach((name, value) -> {
            if (json.length() > 1) {
                json.append(',');
            }
            quote(name, json);
            json.append(':');
            appendAscii(value, json);
        });
        return json.append('}').toString();
    }

    /** A text as a JSON string in ASCII. */
    public static String quote(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2);
        quote(text, json);
        return json.toString();
    }

    /**
     * The text that a JSON string stands for.
     *
     * @throws IllegalArgumentException if it is no JSON string; the message shows none of it
     */
    public static String unquote(String json) {
        JsonObject string = new JsonObject(json);
        String text = string.name();
        string.expectEnd();
        return text;
    }

    private static void quote(String text, StringBuilder json) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < 0x20) {
                escape(c, json);
            } else {
                appendAscii(c, json);
            }
        }
        json.append('"');
    }

    /** Outside of strings JSON is ASCII anyway, and inside them an escape means the same. */
    private static void appendAscii(String value, StringBuilder json) {
        for (int i = 0; i < value.length(); i++) {
            appendAscii(value.charAt(i), json);
        }
    }

    private static void appendAscii(char c, StringBuilder json) {
        if (c < 0x7f) {
            json.append(c);
        } else {
            escape(c, json);
        }
    }

    private static void escape(char c, StringBuilder json) {
        json.append("\\u")
                .append(HEX[c >> 12])
                .append(HEX[(c >> 8) & 15])
                .append(HEX[(c >> 4) & 15])
                .append(HEX[c & 15]);
    }

    private Map<String, String> members() {
        Map<String, String> members = new LinkedHashMap<>();
        expect('{');
        if (peek() == '}') {
            at++;
        } else {
            char next = ',';
            while (next == ',') {
                String name = name();
                expect(':');
                members.put(name, value());
                next = peek();
                if (next != ',' && next != '}') {
                    throw malformed("',' or '}' is missing");
                }
                at++;
            }
        }
        expectEnd();
        return members;
    }

    private String name() {
        if (peek() != '"') {
            throw malformed("a text in quotes is missing");
        }
        int start = at + 1;
        boolean escaped = skipString();
        String raw = text.substring(start, at - 1);
        return escaped ? unescape(raw) : raw;
    }

    /** The text of the value that begins here: up to the comma or brace that ends it on this level. */
    private String value() {
        peek();
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
        String value = text.substring(start, at).strip();
        if (value.isEmpty()) {
            throw malformed("a value is missing");
        }
        return value;
    }

    /** Moves behind the string that begins here; says whether it holds an escape. */
    private boolean skipString() {
        boolean escaped = false;
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\') {
                escaped = true;
                at++;
            } else if (c == '"') {
                at++;
                return escaped;
            }
        }
        throw malformed("a quote is missing");
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
                default -> throw malformed("an escape is unknown");
            }
        }
        return plain.toString();
    }

    private char codeUnit(String raw, int from) {
        int unit = 0;
        for (int i = from; i < from + 4; i++) {
            int digit = i < raw.length() ? Character.digit(raw.charAt(i), 16) : -1;
            if (digit < 0) {
                throw malformed("an escape is incomplete");
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
        return new IllegalArgumentException("no JSON object: " + problem + " at character " + at);
    }
}
