package dev.carnet.spi.document;

/**
 * Separates attribute names from a store's own. Names that begin with {@value #PREFIX} belong to the store; an attribute
 * with such a name is stored with the additional prefix {@value #PREFIX}{@code =}, so every name can be used and read
 * back. Attributes that begin with {@value #PREFIX}{@code :} belong to the engine; applications neither see nor set
 * them.
 */
public final class ReservedNames {
    /** The prefix of a store's own names. */
    public static final String PREFIX = "__carnet";

    private static final String ESCAPE = PREFIX + "=";

    private ReservedNames() {}

    /** The name under which an attribute is stored. */
    public static String escape(String attribute) {
        return attribute.startsWith(PREFIX) ? ESCAPE + attribute : attribute;
    }

    /** Whether a stored name belongs to the store, not to an attribute. */
    public static boolean isReserved(String stored) {
        return stored.startsWith(PREFIX) && !stored.startsWith(ESCAPE);
    }

    /** The attribute that is stored under a name which is not reserved. */
    public static String unescape(String stored) {
        return stored.startsWith(ESCAPE) ? stored.substring(ESCAPE.length()) : stored;
    }
}
