package dev.carnet.mongodb;

import dev.carnet.bson.FieldNames;
import dev.carnet.spi.document.ReservedNames;
import java.util.List;
import org.bson.BsonDocument;

/** The places of a session's attributes and of Carnet's own fields in a document. */
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
    static final String FORMAT = "format";

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

    /** Those in a session's header. */
    static final List<String> HEADER =
            List.of(FORMAT, HANDLE, VERSION, CREATED, ACCESSED, MAX_IDLE, ENDS, EXPIRES, PRINCIPAL, SIZE);

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

    /**
     * Whether an attribute's field has the name that Carnet gives it. Others write names with dots, which no path can name:
     * such a field can neither be set nor unset, only be replaced with the whole document.
     */
    boolean isOwnName(String field) {
        return FieldNames.isSimple(field) || field.equals(stored(attributeOf(field)));
    }

    /** Whether all attributes of a document have the names that Carnet gives them. */
    boolean hasOwnNames(BsonDocument document) {
        BsonDocument attributes = this == DATA ? document.getDocument(ATTRIBUTES, new BsonDocument()) : document;
        return attributes.keySet().stream()
                .filter(each -> this == DATA || isAttribute(each))
                .allMatch(this::isOwnName);
    }

    /** Whether a field beside the attributes is neither one of them nor Carnet's. */
    boolean isOfOthers(String field) {
        return this == DATA
                ? !field.equals(SessionIds.ID)
                        && !field.equals(ATTRIBUTES)
                        && !field.equals(TYPES)
                        && !HEADER.contains(field)
                : ReservedNames.isReserved(field) && !field.equals(OWN);
    }

    /** Whether a field of a document whose attributes stand beside {@code _id} is one of them. */
    static boolean isAttribute(String field) {
        return !field.equals(SessionIds.ID) && !ReservedNames.isReserved(field);
    }
}
