package dev.carnet.internal.record;

import dev.carnet.internal.text.Handles;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** Generates random tokens. Thread-safe. */
public final class Tokens {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private Tokens() {}

    public static String newHandle() {
        return Handles.own(bytes(Handles.BYTES));
    }

    /** So many random bytes as base64url. */
    public static String random(int bytes) {
        return BASE64URL.encodeToString(bytes(bytes));
    }

    /** So many random bytes in hexadecimal digits. */
    public static String randomHex(int bytes) {
        return HexFormat.of().formatHex(bytes(bytes));
    }

    /** So many random decimal digits. */
    public static String randomDigits(int digits) {
        return RANDOM.ints(digits, 0, 10).mapToObj(Integer::toString).collect(Collectors.joining());
    }

    private static byte[] bytes(int count) {
        byte[] drawn = new byte[count];
        RANDOM.nextBytes(drawn);
        return drawn;
    }
}
