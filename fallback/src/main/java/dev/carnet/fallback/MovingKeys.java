package dev.carnet.fallback;

import dev.carnet.spi.SessionKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The key under which the old store keeps a session while it moves: derived from the session's own, so that whoever looks for
 * the session finds a move that broke off. It has the length of a key, and a dot, which no id and no digest has: no cookie can
 * name it.
 */
final class MovingKeys {
    private static final String PREFIX = "moving.";
    private static final int LENGTH = 40;

    private MovingKeys() {}

    static SessionKey of(SessionKey key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((PREFIX + key.value()).getBytes(StandardCharsets.UTF_8));
            String name = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
            return new SessionKey(name.substring(0, LENGTH));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JRE has SHA-256", impossible);
        }
    }

    static boolean isMoving(SessionKey key) {
        return key.value().length() == LENGTH && key.value().startsWith(PREFIX);
    }
}
