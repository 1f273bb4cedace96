package dev.carnet;

import dev.carnet.internal.Tokens;
import dev.carnet.internal.text.Sha256;
import dev.carnet.options.SessionIdFormat;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Draws ids and turns them into keys. Thread-safe.
 *
 * @param hashed whether a key is a digest of the id or the id itself
 * @param keyPrefix what every key begins with that is a digest; the digest is so much shorter
 * @param format how new ids look
 */
record IdScheme(boolean hashed, String keyPrefix, SessionIdFormat format) {
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private static final int ID_BYTES = 30;
    private static final int LENGTH = 40;

    private static final int OBJECT_ID_BYTES = 12;
    private static final int DIGITS = 39;

    static IdScheme of(SessionOptions options) {
        return new IdScheme(options.hashIds(), options.keyPrefix(), options.idFormat());
    }

    public SessionId newId() {
        return SessionId.of(
                switch (format) {
                    case BASE64URL -> Tokens.random(ID_BYTES);
                    case HEX -> Tokens.randomHex(OBJECT_ID_BYTES);
                    case DIGITS -> Tokens.randomDigits(DIGITS);
                });
    }

    /** The id a cookie holds, or empty if it cannot be one: never asks a store. */
    public Optional<SessionId> accept(@Nullable String cookie) {
        return SessionId.parse(cookie).filter(id -> !hashed || isOurs(id.value()));
    }

    /** Of what is well-formed, Dancer's ids alone may hold a tilde. */
    private static boolean isOurs(String wellFormed) {
        return wellFormed.length() == LENGTH && wellFormed.indexOf('~') < 0;
    }

    public SessionKey key(SessionId id) {
        if (!hashed) {
            return new SessionKey(id.value());
        }
        String digest = BASE64URL.encodeToString(Arrays.copyOf(Sha256.of(id.value()), ID_BYTES));
        return new SessionKey(
                keyPrefix.isEmpty() ? digest : keyPrefix + digest.substring(0, LENGTH - keyPrefix.length()));
    }
}
