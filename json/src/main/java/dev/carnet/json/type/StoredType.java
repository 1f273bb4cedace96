package dev.carnet.json.type;

/** The type of a name in a note: converts the JSON to a Java value. */
public sealed interface StoredType permits Scalar, Elements, Mapping, Application, Adapted {
    /** The stored short name. */
    String name();
}
