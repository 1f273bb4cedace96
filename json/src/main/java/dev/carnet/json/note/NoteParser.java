package dev.carnet.json.note;

import dev.carnet.error.SessionCodecException;
import dev.carnet.json.form.JsonForm;
import dev.carnet.json.type.Scalar;
import dev.carnet.json.type.StoredType;
import dev.carnet.json.type.StoredTypes;
import dev.carnet.spi.document.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses a note; the package has the grammar. */
public final class NoteParser {
    private static final int LONGEST_TYPE = 200;
    private static final Pattern INDEXES = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");

    private final String text;
    private final StoredTypes types;
    private int at;

    private NoteParser(String text, StoredTypes types) {
        this.text = text;
        this.types = types;
    }

    /**
     * Parses a note.
     *
     *
     * @param declared the type that is known without the note, or null if the note has to tell
     * @throws SessionCodecException if it is no note, or names a type that is not known
     */
    public static Note parse(String text, StoredTypes types, @Nullable StoredType declared) {
        NoteParser parser = new NoteParser(text, types);
        Note note = parser.note(1, declared);
        if (parser.at < text.length()) {
            throw malformed();
        }
        return note;
    }

    private Note note(int depth, @Nullable StoredType declared) {
        if (depth > JsonForm.MAX_DEPTH) {
            throw malformed();
        }
        String name = word();
        StoredType type = declared == null ? type(name) : plainOr(name, declared);
        Scalar<?> key = null;
        if (accept('(')) {
            key = types.key(type(word()));
            expect(')');
        }
        return new Note(type, key, contents(depth));
    }

    private Note.Contents contents(int depth) {
        if (accept('<')) {
            Note each = note(depth + 1, null);
            expect('>');
            return Note.Contents.ofEach(each);
        } else if (!accept('{')) {
            return Note.Contents.NONE;
        }
        Note.Contents contents = new Note.Contents(null, new HashMap<>(), new TreeMap<>());
        do {
            group(depth, contents);
        } while (accept(','));
        expect('}');
        return contents;
    }

    /** Only the value tells whether places are indexes or names, so a place that can be either is kept as both. */
    private void group(int depth, Note.Contents contents) {
        List<Matcher> runs = new ArrayList<>();
        List<String> names = new ArrayList<>();
        do {
            if (peek() == '"') {
                names.add(quoted());
            } else {
                String place = word();
                names.add(place);
                Matcher indexes = INDEXES.matcher(place);
                if (indexes.matches()) {
                    runs.add(indexes);
                }
            }
        } while (accept('+'));
        expect(':');
        Note note = note(depth + 1, null);
        names.forEach(name -> contents.members().put(name, note));
        for (Matcher run : runs) {
            int from = Integer.parseInt(run.group(1));
            int to = run.group(2) == null ? from : Integer.parseInt(run.group(2));
            contents.elements().put(from, new Note.Run(to, note));
        }
    }

    private StoredType type(String name) {
        StoredType type = name.length() > LONGEST_TYPE ? null : types.named(name);
        if (type == null) {
            String shown = name.substring(0, Math.min(name.length(), LONGEST_TYPE));
            throw new SessionCodecException(
                    "the stored value has a type named '" + shown
                            + "' that is not allowed: allow the class under this"
                            + " name (allowed_types in the configuration, or AllowedTypes.NONE.and(\"" + shown
                            + "\", ...) in code)",
                    null);
        }
        return type;
    }

    /** The note may contain the part of a plain value that its form omits, even if the type is declared. */
    private StoredType plainOr(String name, StoredType declared) {
        StoredType noted = name.length() > LONGEST_TYPE ? null : types.named(name);
        return noted instanceof Scalar<?> ? noted : declared;
    }

    private String word() {
        int start = at;
        while (NoteWords.isBare(peek())) {
            at++;
        }
        if (at == start) {
            throw malformed();
        }
        return text.substring(start, at);
    }

    /** A member's name as a JSON string. */
    private String quoted() {
        int start = at;
        for (at++; peek() != '"'; at++) {
            if (peek() == '\\') {
                at++;
            }
            if (at >= text.length()) {
                throw malformed();
            }
        }
        at++;
        try {
            return JsonObject.split("{" + text.substring(start, at) + ":0}")
                    .keySet()
                    .iterator()
                    .next();
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
    }

    private void expect(char wanted) {
        if (!accept(wanted)) {
            throw malformed();
        }
    }

    private boolean accept(char wanted) {
        boolean found = peek() == wanted;
        if (found) {
            at++;
        }
        return found;
    }

    /** The next character, or 0 at the end. */
    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private static SessionCodecException malformed() {
        return new SessionCodecException(
                "the type note of the stored value is damaged: write the attribute again, or delete its note", null);
    }
}
