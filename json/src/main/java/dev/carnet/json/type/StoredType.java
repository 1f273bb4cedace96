package dev.carnet.json.type;

/** What a name in a note stands for: how the JSON beside it becomes a Java value again. */
public sealed interface StoredType permits Scalar, Elements, Mapping, Application, Adapted {
    /** The short name that is stored. */
    String name();
}
