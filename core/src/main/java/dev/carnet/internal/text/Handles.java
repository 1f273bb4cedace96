package dev.carnet.internal.text;

import dev.carnet.text.Sha256;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * The form of a session's public name: a letter, a dot, and 16 bytes as base64url. Because of the dot it never passes
 * for an id or a key, and never looks like an option in a shell.
 */
public final class Handles {
    /** The number of bytes of which a handle consists. */
    public static final int BYTES = 16;

    private static final String OWN = "s.";
    private static final String FOREIGN = "f.";
    private static final Pattern HANDLE = Pattern.compile("[sf]\\.[A-Za-z0-9_-]{22}");

    private Handles() {}

    /** The handle of one of Carnet's sessions, from {@link #BYTES} random bytes. */
    public static String own(byte[] random) {
        return OWN + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /** The handle of a foreign record: a digest of its key, so every process derives the same one. */
    public static String foreign(String key) {
        return FOREIGN + Sha256.base64Url("handle:" + key, BYTES);
    }

    /** Whether a handle was derived from a foreign record's key. */
    public static boolean isForeign(String handle) {
        return handle.startsWith(FOREIGN);
    }

    /** Whether a text has this form. */
    public static boolean isHandle(String text) {
        return HANDLE.matcher(text).matches();
    }
}
