package dev.carnet.spi.document;

/**
 * Keeps attribute names apart from a store's own. Names that begin with {@value #PREFIX} are the store's; an attribute
 * of such a name is stored with {@value #PREFIX}{@code =} before it, so every name can be used and read back. Of a session's
 * attributes those that begin with {@value #PREFIX}{@code :} are the engine's own, which applications neither see nor set.
 */
public final class ReservedNames {
    /** What a store's own names begin with. */
    public static final String PREFIX = "__carnet";

    private static final String ESCAPE = PREFIX + "=";

    private ReservedNames() {}

    /** The name under which an attribute is stored. */
    public static String escape(String attribute) {
        return attribute.startsWith(PREFIX) ? ESCAPE + attribute : attribute;
    }

    /** Whether a stored name is the store's own rather than an attribute's. */
    public static boolean isReserved(String stored) {
        return stored.startsWith(PREFIX) && !stored.startsWith(ESCAPE);
    }

    /** The attribute that is stored under a name which is not reserved. */
    public static String unescape(String stored) {
        return stored.startsWith(ESCAPE) ? stored.substring(ESCAPE.length()) : stored;
    }
}
