package dev.carnet.mongodb;

import dev.carnet.bson.FieldNames;
import dev.carnet.spi.ReservedNames;

/** Where a document holds a session's attributes, and where Carnet's own fields. */
public enum Layout {
    /** Attributes under {@code data}, Carnet's fields beside it; Dancer 2's documents have {@code data} alone. */
    DATA("", Layout.ATTRIBUTES + "."),

    /** Attributes beside {@code _id}, as Dancer 1 has them; Carnet's fields under {@code __carnet}. */
    TOP_LEVEL(Layout.OWN + ".", "");

    /** The document of the attributes in {@link #DATA}. */
    static final String ATTRIBUTES = "data";

    /** The document of Carnet's fields in {@link #TOP_LEVEL}. */
    static final String OWN = ReservedNames.PREFIX;

    /** Carnet's own fields. */
    static final String HANDLE = "handle";

    static final String VERSION = "version";
    static final String CREATED = "createdAt";
    static final String ACCESSED = "lastAccess";
    static final String MAX_IDLE = "maxIdle";
    static final String ENDS = "endsAt";
    static final String EXPIRES = "expiresAt";
    static final String PRINCIPAL = "principal";
    static final String SIZE = "size";
    static final String TYPES = "types";

    private final String own;
    private final String attributes;

    Layout(String own, String attributes) {
        this.own = own;
        this.attributes = attributes;
    }

    /** The path of a field of Carnet's own. */
    String path(String field) {
        return own + field;
    }

    /** The path of an attribute. */
    String attribute(String name) {
        return attributes + stored(name);
    }

    /** The path of an attribute's type note. */
    String type(String name) {
        return path(TYPES) + "." + typeField(name);
    }

    /** An attribute's field in the document of the type notes. */
    static String typeField(String name) {
        return FieldNames.escape(name);
    }

    /** An attribute's field in the document that holds the attributes. */
    String stored(String name) {
        return this == DATA ? FieldNames.escape(name) : FieldNames.escapeBesideId(ReservedNames.escape(name));
    }

    /** The attribute that a field holds. */
    String attributeOf(String field) {
        String name = FieldNames.unescape(field);
        return this == DATA ? name : ReservedNames.unescape(name);
    }

    /** Whether a field of a document whose attributes stand beside {@code _id} is one of them. */
    static boolean isAttribute(String field) {
        return !field.equals(SessionIds.ID) && !ReservedNames.isReserved(field);
    }
}
