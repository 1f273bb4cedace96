package dev.carnet.json.graph;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * A reference inside Jackson: one token for an object of the JSON.
 *
 *
 * @param part the name of what it refers to
 */
public record Reference(String part) {
    public static boolean isAt(JsonParser in) {
        return in.hasToken(JsonToken.VALUE_EMBEDDED_OBJECT) && in.getEmbeddedObject() instanceof Reference;
    }

    /** The reference at a parser's token. */
    public static Reference at(JsonParser in) {
        return (Reference) in.getEmbeddedObject();
    }
}
