package dev.carnet;

import dev.carnet.internal.Tokens;
import dev.carnet.options.SessionIdFormat;
import dev.carnet.spi.SessionKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Draws ids and turns them into keys. Thread-safe.
 *
 * @param hashed whether a key is a digest of the id or the id itself
 * @param format how new ids look
 */
record IdScheme(boolean hashed, SessionIdFormat format) {
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    /** Looking one up costs more than using it. */
    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(IdScheme::sha256);

    private static final int KEY_BYTES = 30;
    private static final int OUR_LENGTH = 40;
    private static final int OBJECT_ID_BYTES = 12;
    private static final int DIGITS = 39;

    public SessionId newId() {
        return SessionId.of(
                switch (format) {
                    case BASE64URL -> Tokens.random(KEY_BYTES);
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
        return wellFormed.length() == OUR_LENGTH && wellFormed.indexOf('~') < 0;
    }

    public SessionKey key(SessionId id) {
        if (!hashed) {
            return new SessionKey(id.value());
        }
        byte[] digest = SHA_256.get().digest(id.value().getBytes(StandardCharsets.US_ASCII));
        return new SessionKey(BASE64URL.encodeToString(Arrays.copyOf(digest, KEY_BYTES)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JRE has SHA-256", impossible);
        }
    }
}
