package dev.carnet.internal;

/**
 * Attributes that Carnet itself keeps in a session, stored beside the application's: an application neither sees nor changes
 * them.
 */
public final class HiddenAttributes {
    private static final String PREFIX = "dev.carnet/";

    /** When its user was authenticated last: an instant as text. */
    public static final String AUTHENTICATED_AT = PREFIX + "authenticated_at";

    /** When its id was renewed because of its age: an instant as text. */
    public static final String RENEWED_AT = PREFIX + "renewed_at";

    private HiddenAttributes() {}

    public static boolean isHidden(String name) {
        return name.startsWith(PREFIX);
    }
}
