package dev.carnet.kiokudb;

import dev.carnet.spi.document.IndexedHeader;
import dev.carnet.spi.document.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One entry. Immutable.
 *
 * @param id 1 to 255 characters, compared case-sensitively
 * @param json the whole entry: one JSON object in ASCII if Carnet wrote it
 * @param type the class named in the JSON, or null; for backends that store it separately
 * @param isRoot whether the JSON marks it as a root, which is kept without a reference to it
 * @param indexed for backends with an index; null if unknown
 */
public record Entry(
        String id,
        String json,
        @Nullable String type,
        boolean isRoot,
        @Nullable IndexedHeader indexed) {
    /** An entry of which no more is known. */
    public Entry(String id, String json, @Nullable String type, boolean isRoot) {
        this(id, json, type, isRoot, null);
    }

    /** The entry that a JSON text is; one that is damaged may be a session's, and so is a root. */
    static Entry read(String id, String json) {
        try {
            Map<String, String> members = JsonObject.split(json);
            String type = members.get(SessionEntry.CLASS);
            return new Entry(
                    id,
                    json,
                    type == null ? null : JsonObject.unquote(type),
                    "true".equals(members.get(SessionEntry.ROOT)));
        } catch (IllegalArgumentException damaged) {
            return new Entry(id, json, null, true);
        }
    }

    /** Without the JSON: values may be personal; and without the id, which may be a session's. */
    @Override
    public String toString() {
        return "Entry[" + json.length() + " characters]";
    }
}
