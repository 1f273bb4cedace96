package dev.carnet.spi;

import dev.carnet.spi.codec.JsonGraph;

/** The form in which a store wants attribute values; a codec is chosen for it. */
public enum Encoding {
    /** One JSON value in ASCII characters, so that it can stand inside a JSON document in a column of any charset. */
    JSON_TEXT,
    /** As {@link #JSON_TEXT}, and values may refer to each other as {@link JsonGraph} says. */
    JSON_GRAPH,
    /** Any bytes; the JSON codec gives UTF-8. */
    BYTES,
    /** One BSON value, as the only element of a BSON document, under the empty name. */
    BSON
}
