package dev.carnet.fallback;

import dev.carnet.spi.SessionKey;
import dev.carnet.text.Sha256;
import java.util.Base64;

/**
 * The key under which the old store keeps a session while it moves: derived from the session's own, or its digest where somebody
 * knows that alone, so that whoever looks for the session finds a move that broke off. It has the length of a key, and a dot, which no id and no digest has: no cookie can
 * name it.
 */
final class MovingKeys {
    private static final String PREFIX = "moving.";
    private static final int LENGTH = 40;

    private MovingKeys() {}

    static SessionKey of(SessionKey key) {
        byte[] digest = Sha256.of(PREFIX + DigestedKeys.digest(key).value());
        String name = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        return new SessionKey(name.substring(0, LENGTH));
    }

    static boolean isMoving(SessionKey key) {
        return key.value().length() == LENGTH && key.value().startsWith(PREFIX);
    }
}
