package dev.carnet.spi;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A session's attributes as one JSON object in ASCII, {@code {"user":"bob","n":7}}. Type notes, where there are any, stand
 * beside them: {@code "__carnet":{"types":{"n":"long"}}}; attributes whose names begin like that are escaped. Immutable.
 *
 * @param idInData whether the id stands among them, as the original has it: {@code "id":"..."}
 */
public record SessionDocument(boolean idInData) {
    private static final String BOOKKEEPING = ReservedNames.PREFIX;
    private static final String TYPES = "types";
    private static final String ID = "id";

    /** The object of these attributes. */
    public String write(SessionKey key, Attributes attributes) {
        return write(key, attributes, Map.of());
    }

    /**
     * The object that begins with more bookkeeping than the type notes.
     *
     * @param bookkeeping name to JSON text
     */
    public String write(SessionKey key, Attributes attributes, Map<String, String> bookkeeping) {
        Map<String, String> members = new LinkedHashMap<>();
        if (!bookkeeping.isEmpty()) {
            members.put(BOOKKEEPING, "");
        }
        if (idInData) {
            members.put(ID, JsonObject.quote(key.value()));
        }
        Map<String, String> types = new LinkedHashMap<>();
        attributes.values().forEach((name, value) -> {
            members.put(stored(name), value.text());
            String note = value.types();
            if (note != null) {
                types.put(name, JsonObject.quote(note));
            }
        });
        if (!bookkeeping.isEmpty() || !types.isEmpty()) {
            Map<String, String> all = new LinkedHashMap<>(bookkeeping);
            if (!types.isEmpty()) {
                all.put(TYPES, JsonObject.join(types));
            }
            members.put(BOOKKEEPING, JsonObject.join(all));
        }
        return JsonObject.join(members);
    }

    /** Where the original has the id, an attribute of that name has to give way. */
    private String stored(String name) {
        return idInData && name.equals(ID) ? ReservedNames.PREFIX + "=" + ID : ReservedNames.escape(name);
    }

    /**
     * The attributes in a text. The id is none of them where it belongs there.
     *
     * @throws IllegalArgumentException if the text is no such object; the message shows none of it
     */
    public Attributes read(SessionKey key, String text) {
        Map<String, String> members = JsonObject.split(text);
        if (idInData && JsonObject.quote(key.value()).equals(members.get(ID))) {
            members.remove(ID);
        }
        Map<String, String> types =
                membersOf(membersOf(members.get(BOOKKEEPING)).get(TYPES));
        Map<String, Encoded> values = new LinkedHashMap<>();
        members.forEach((stored, value) -> {
            if (!ReservedNames.isReserved(stored)) {
                String name = ReservedNames.unescape(stored);
                String note = types.get(name);
                values.put(
                        name,
                        Encoded.of(
                                value.getBytes(StandardCharsets.UTF_8),
                                note == null ? null : JsonObject.unquote(note)));
            }
        });
        return new Attributes(values);
    }

    /**
     * What stands under {@code __carnet}: name to JSON text.
     *
     * @throws IllegalArgumentException if the text is no such object; the message shows none of it
     */
    public static Map<String, String> bookkeeping(String text) {
        return membersOf(JsonObject.split(text).get(BOOKKEEPING));
    }

    private static Map<String, String> membersOf(@Nullable String object) {
        return object == null ? Map.of() : JsonObject.split(object);
    }
}
