package dev.carnet.spi;

/** The form in which a store needs attribute values. It determines the codec. */
public enum Encoding {
    /** One JSON value in ASCII characters, so that it can be part of a JSON document in a column of any charset. */
    JSON_TEXT,
    /** Like {@link #JSON_TEXT}, but values may refer to each other; see {@link dev.carnet.spi.codec.JsonGraph}. */
    JSON_GRAPH,
    /** Any bytes; the JSON codec writes UTF-8. */
    BYTES,
    /** One BSON value, as the only element of a BSON document, under the empty name. */
    BSON
}
