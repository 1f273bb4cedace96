package dev.carnet.spi.document;

import dev.carnet.internal.text.AsciiJson;
import dev.carnet.internal.text.Utf8;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.SessionKey;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A session's attributes as one JSON object in ASCII, {@code {"user":"bob","n":7}}. Type notes, if any, are stored
 * beside them: {@code "__carnet":{"types":{"n":"long"}}}; attributes with this prefix are escaped. Immutable.
 *
 * @param idInData whether the id is stored among them, as in Dancer: {@code "id":"..."}
 */
public record SessionDocument(boolean idInData) {
    private static final String BOOKKEEPING = ReservedNames.PREFIX;
    private static final String TYPES = "types";
    private static final String ID = "id";

    /** Quotes, colon and comma. */
    private static final int PER_ATTRIBUTE = 4;

    /** The braces, and the id or the name of the notes. */
    private static final int FRAME = 64;

    /** The object of these attributes. */
    public String write(SessionKey key, Attributes attributes) {
        return write(key, attributes, Map.of());
    }

    /**
     * The object of these attributes, beginning with bookkeeping in addition to the type notes.
     *
     * @param bookkeeping name to JSON text
     */
    public String write(SessionKey key, Attributes attributes, Map<String, String> bookkeeping) {
        String notes = notes(attributes, bookkeeping);
        AsciiJson json =
                new AsciiJson(FRAME + attributes.size() + attributes.values().size() * PER_ATTRIBUTE + notes.length());
        json.begin();
        if (!bookkeeping.isEmpty()) {
            json.name(BOOKKEEPING).value(notes);
        }
        if (idInData) {
            json.name(ID).quoted(key.value());
        }
        attributes
                .values()
                .forEach((name, value) ->
                        json.name(stored(name)).value(value.array(), value.offset(), value.offset() + value.length()));
        if (bookkeeping.isEmpty() && !notes.isEmpty()) {
            json.name(BOOKKEEPING).value(notes);
        }
        return json.end().toString();
    }

    /** The value of the reserved name: bookkeeping, then the types; empty if there is none. */
    private static String notes(Attributes attributes, Map<String, String> bookkeeping) {
        Map<String, String> types = new LinkedHashMap<>(0);
        attributes.values().forEach((name, value) -> {
            String note = value.types();
            if (note != null) {
                types.put(name, JsonObject.quote(note));
            }
        });
        if (types.isEmpty()) {
            return bookkeeping.isEmpty() ? "" : JsonObject.join(bookkeeping);
        }
        Map<String, String> all = new LinkedHashMap<>(bookkeeping);
        all.put(TYPES, JsonObject.join(types));
        return JsonObject.join(all);
    }

    /** Escapes an attribute with the name of the id, if the id is stored. */
    private String stored(String name) {
        return idInData && name.equals(ID) ? ReservedNames.PREFIX + "=" + ID : ReservedNames.escape(name);
    }

    /**
     * The attributes in a text, without the id if it is stored there.
     *
     * @throws IllegalArgumentException if the text is not such an object; the message contains none of it
     */
    public Attributes read(SessionKey key, String text) {
        Reading reading = new Reading(text);
        JsonObject.scan(text, reading);
        return reading.attributes(key);
    }

    /** Collects the attributes of a text as slices of its bytes. */
    private final class Reading implements JsonObject.Members {
        private final String text;
        private final byte[] utf8;
        private final Attributes.Builder values;
        private @Nullable String bookkeeping;
        private @Nullable String id;
        private int idFrom;
        private int idTo;

        /** Bytes and characters consumed so far; equal for ASCII. */
        private int bytesBefore;

        private int charactersBefore;

        private Reading(String text) {
            this.text = text;
            this.utf8 = text.getBytes(StandardCharsets.UTF_8);
            this.values = Attributes.Builder.slicing(utf8);
        }

        @Override
        public void add(String stored, int from, int to) {
            int first = place(from);
            int last = place(to);
            if (stored.equals(BOOKKEEPING)) {
                bookkeeping = text.substring(from, to);
            } else if (idInData && stored.equals(ID)) {
                id = text.substring(from, to);
                idFrom = first;
                idTo = last;
            } else if (!ReservedNames.isReserved(stored)) {
                values.slice(ReservedNames.unescape(stored), first, last);
            }
        }

        /** The byte index of a character; called in ascending order. */
        private int place(int at) {
            if (utf8.length == text.length()) {
                return at;
            }
            bytesBefore += Utf8.length(text.substring(charactersBefore, at));
            charactersBefore = at;
            return bytesBefore;
        }

        Attributes attributes(SessionKey key) {
            if (id != null && !values.has(ID) && !id.equals(JsonObject.quote(key.value()))) {
                values.slice(ID, idFrom, idTo);
            }
            membersOf(membersOf(bookkeeping).get(TYPES)).forEach((name, note) -> {
                if (values.has(name)) {
                    values.note(name, JsonObject.unquote(note));
                }
            });
            return values.build();
        }
    }

    /**
     * The members of {@code __carnet}: name to JSON text.
     *
     * @throws IllegalArgumentException if the text is not such an object; the message contains none of it
     */
    public static Map<String, String> bookkeeping(String text) {
        return membersOf(JsonObject.split(text).get(BOOKKEEPING));
    }

    private static Map<String, String> membersOf(@Nullable String object) {
        return object == null ? Map.of() : JsonObject.split(object);
    }
}
