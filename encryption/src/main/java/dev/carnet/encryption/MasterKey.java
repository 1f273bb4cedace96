package dev.carnet.encryption;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.XAesGcmKey;
import com.google.crypto.tink.aead.XAesGcmParameters;
import com.google.crypto.tink.daead.AesSivKey;
import com.google.crypto.tink.daead.AesSivParameters;
import com.google.crypto.tink.subtle.Hkdf;
import com.google.crypto.tink.util.SecretBytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * 256 secret bits, from which HKDF-SHA256 (RFC 5869) derives a key for values, a key for user names and their public
 * number. Its text form is 43 characters of base64url.
 */
final class MasterKey {
    static final int BYTES = 32;

    private static final String HASH = "HmacSha256";
    private static final byte[] NO_SALT = new byte[0];
    private static final int VALUE_KEY_BYTES = 32;
    private static final int USER_KEY_BYTES = 64;
    private static final int SALT_BYTES = 12;

    private final byte[] secret;

    private MasterKey(byte[] secret) {
        this.secret = secret;
    }

    static String newText() {
        byte[] drawn = new byte[BYTES];
        new SecureRandom().nextBytes(drawn);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(drawn);
    }

    /**
     * Parses a key in base64url or base64, with or without padding.
     *
     * @throws IllegalArgumentException if it is not a key; the message contains none of it
     */
    static MasterKey of(String text) {
        byte[] secret;
        try {
            secret = Base64.getUrlDecoder()
                    .decode(text.strip().replace('+', '-').replace('/', '_').replace("=", ""));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("it is not base64; 'carnet key' generates a key", e);
        }
        if (secret.length != BYTES) {
            throw new IllegalArgumentException(
                    "it is " + secret.length + " bytes, not " + BYTES + "; 'carnet key' generates a key");
        }
        return new MasterKey(secret);
    }

    boolean isSame(MasterKey other) {
        return MessageDigest.isEqual(secret, other.secret);
    }

    /** A number that identifies the key without revealing it; the prefix of everything that it encrypts. */
    int id() {
        try {
            return ByteBuffer.wrap(derived("carnet 1 number", Integer.BYTES)).getInt();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + HASH, e);
        }
    }

    @AccessesPartialKey
    KeysetHandle.Builder.Entry forValues() throws GeneralSecurityException {
        XAesGcmParameters parameters = XAesGcmParameters.create(XAesGcmParameters.Variant.TINK, SALT_BYTES);
        return KeysetHandle.importKey(
                        XAesGcmKey.create(parameters, secret(derived("carnet 1 values", VALUE_KEY_BYTES)), id()))
                .withFixedId(id());
    }

    @AccessesPartialKey
    KeysetHandle.Builder.Entry forUsers() throws GeneralSecurityException {
        AesSivParameters parameters = AesSivParameters.builder()
                .setKeySizeBytes(USER_KEY_BYTES)
                .setVariant(AesSivParameters.Variant.TINK)
                .build();
        return KeysetHandle.importKey(AesSivKey.builder()
                        .setParameters(parameters)
                        .setKeyBytes(secret(derived("carnet 1 users", USER_KEY_BYTES)))
                        .setIdRequirement(id())
                        .build())
                .withFixedId(id());
    }

    private byte[] derived(String purpose, int bytes) throws GeneralSecurityException {
        return Hkdf.computeHkdf(HASH, secret, NO_SALT, purpose.getBytes(StandardCharsets.US_ASCII), bytes);
    }

    private static SecretBytes secret(byte[] bytes) {
        return SecretBytes.copyFrom(bytes, InsecureSecretKeyAccess.get());
    }
}
