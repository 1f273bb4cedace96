package dev.carnet.internal.attribute;

import dev.carnet.spi.document.ReservedNames;

/**
 * Carnet's own attributes in a session, stored beside the application's, which can neither see nor change them. Their
 * names begin with {@value #PREFIX}; a store escapes them like any attribute whose name begins like its own names.
 */
public final class HiddenAttributes {
    private static final String PREFIX = ReservedNames.PREFIX + ":";

    /** When its user was authenticated last: an instant as text. */
    public static final String AUTHENTICATED_AT = PREFIX + "authenticated_at";

    /** When its id was renewed because of its age: an instant as text. */
    public static final String RENEWED_AT = PREFIX + "renewed_at";

    private static final String CONTAINER = PREFIX + "container:";

    private HiddenAttributes() {}

    /** The name under which a container's own value is kept. */
    public static String ofContainer(String name) {
        return CONTAINER + name;
    }

    public static boolean isHidden(String name) {
        return name.startsWith(PREFIX);
    }

    /**
     * A name that an application may use.
     *
     * @throws IllegalArgumentException if it is hidden
     */
    public static String requireVisible(String name) {
        if (isHidden(name)) {
            throw new IllegalArgumentException(
                    "names that begin with '" + PREFIX + "' are reserved for Carnet's own attributes");
        }
        return name;
    }
}
