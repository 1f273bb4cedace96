package dev.carnet.internal;

import dev.carnet.spi.SessionHeader;
import java.security.SecureRandom;
import java.util.Base64;

/** Draws what nobody may guess or draw again. Thread-safe. */
public final class Tokens {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();
    private static final int HANDLE_BYTES = 16;

    private Tokens() {}

    /** A handle; its dot keeps it from ever passing for an id, and from looking like an option in a shell. */
    public static String newHandle() {
        return "s." + random(HANDLE_BYTES);
    }

    public static long newVersion() {
        long drawn;
        do {
            drawn = RANDOM.nextLong();
        } while (drawn == SessionHeader.UNVERSIONED);
        return drawn;
    }

    /** So many random bytes as base64url. */
    public static String random(int bytes) {
        byte[] drawn = new byte[bytes];
        RANDOM.nextBytes(drawn);
        return BASE64URL.encodeToString(drawn);
    }
}
