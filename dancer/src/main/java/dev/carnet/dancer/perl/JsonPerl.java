package dev.carnet.dancer.perl;

import dev.carnet.spi.document.JsonObject;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * JSON text as a Perl value, as Perl's own JSON modules read it: objects and arrays are references to hashes and arrays, true
 * and false are objects of JSON::PP. Not thread-safe.
 */
public final class JsonPerl {
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final String BOOLEAN = "JSON::PP::Boolean";
    private static final int MOST_DEPTH = 1000;

    private final String text;
    private int at;
    private int depth;

    private JsonPerl(String text) {
        this.text = text;
    }

    /**
     * The value.
     *
     * @throws IllegalArgumentException if the text is no JSON; the message shows none of it
     */
    public static PerlValue read(String json) {
        JsonPerl reader = new JsonPerl(json);
        PerlValue value = reader.bounded();
        if (reader.peek() != 0) {
            throw reader.malformed("text follows");
        }
        return value;
    }

    /** A thread may have little of its stack left. */
    private PerlValue bounded() {
        try {
            return value();
        } catch (StackOverflowError e) {
            throw malformed("the value is nested too deep");
        }
    }

    private PerlValue value() {
        if (++depth > MOST_DEPTH) {
            throw malformed("the value is nested too deep");
        }
        PerlValue value =
                switch (peek()) {
                    case '{' -> PerlReference.of(hash());
                    case '[' -> PerlReference.of(array());
                    case '"' -> PerlScalar.of(string());
                    case 't' -> truth("true", 1);
                    case 'f' -> truth("false", 0);
                    case 'n' -> {
                        word("null");
                        yield PerlScalar.undef();
                    }
                    default -> number();
                };
        depth--;
        return value;
    }

    private PerlHash hash() {
        PerlHash hash = new PerlHash();
        at++;
        for (boolean more = peek() != '}'; more; more = goesOn('}')) {
            if (peek() != '"') {
                throw malformed("a name is missing");
            }
            String name = string();
            if (peek() != ':') {
                throw malformed("':' is missing");
            }
            at++;
            hash.put(name, value());
        }
        at++;
        return hash;
    }

    private PerlArray array() {
        PerlArray array = new PerlArray();
        at++;
        for (boolean more = peek() != ']'; more; more = goesOn(']')) {
            array.elements().add(value());
        }
        at++;
        return array;
    }

    /** Whether another value follows; stands at the end otherwise. */
    private boolean goesOn(char end) {
        char next = peek();
        if (next != ',' && next != end) {
            throw malformed("',' or '" + end + "' is missing");
        }
        if (next == ',') {
            at++;
        }
        return next == ',';
    }

    private String string() {
        int from = at++;
        while (at < text.length() && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        if (at >= text.length()) {
            throw malformed("a quote is missing");
        }
        return JsonObject.unquote(text.substring(from, ++at));
    }

    private PerlValue truth(String word, long number) {
        word(word);
        PerlScalar scalar = PerlScalar.of(number);
        scalar.bless(BOOLEAN);
        return new PerlReference(false, true).to(scalar);
    }

    private void word(String word) {
        if (!text.startsWith(word, at)) {
            throw malformed("a value is missing");
        }
        at += word.length();
    }

    /** A number is kept exactly: a whole one beyond Perl's integers is a text to Storable, and to JSON in Perl. */
    private PerlScalar number() {
        Matcher matcher = NUMBER.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            throw malformed("a value is missing");
        }
        at = matcher.end();
        String number = matcher.group();
        if (matcher.group(2) != null || matcher.group(3) != null) {
            return PerlScalar.of(Double.parseDouble(number));
        }
        try {
            return PerlScalar.of(Long.parseLong(number));
        } catch (NumberFormatException beyond) {
            return PerlScalar.of(number);
        }
    }

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
        return new IllegalArgumentException("no JSON: " + problem + " at character " + at);
    }
}
