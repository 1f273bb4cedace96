package dev.carnet.dancer.cookie;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A cookie as Perl's Session::Storage::Secure makes it: {@code salt~expires~data~mac~version}.
 *
 * <ol>
 *   <li>The key is HMAC-SHA256 of the salt under the secret.
 *   <li>The MAC is HMAC-SHA256 of {@code expires~data} under the key. It is compared in constant time, before anything else is
 *       done with the rest.
 *   <li>The data is AES-256-CBC under the key. In version 2 the vector is the salt's first block encrypted with the key; in
 *       version 1, which says no version, key and vector come from the key as a passphrase, as OpenSSL did it.
 * </ol>
 */
final class SecureToken {
    private static final String HMAC = "HmacSHA256";
    private static final int BLOCK = 16;
    private static final int SALT_2 = 32;
    private static final int OPENSSL_SALT = 8;
    private static final byte[] OPENSSL = "Salted__".getBytes(StandardCharsets.US_ASCII);

    /** A number of up to ten digits, or 32 bytes; then seconds since 1970 or nothing. */
    private static final Pattern FORM =
            Pattern.compile("([0-9]{1,10}|[\\w-]{43})~([0-9]{0,12})~([\\w-]{22,4000})~([\\w-]{43})(~2)?");

    private final byte[] key;
    private final byte[] salt;
    private final @Nullable Instant expires;
    private final byte[] data;
    private final String mac;
    private final boolean first;

    /** @param first whether it is version 1 */
    private SecureToken(byte[] key, byte[] salt, @Nullable Instant expires, byte[] data, String mac, boolean first) {
        this.key = key;
        this.salt = salt;
        this.expires = expires;
        this.data = data;
        this.mac = mac;
        this.first = first;
    }

    /** The token, if its MAC is that of one of the secrets. */
    static Optional<SecureToken> verified(String cookie, List<byte[]> secrets) {
        Matcher form = FORM.matcher(cookie);
        if (!form.matches()) {
            return Optional.empty();
        }
        boolean first = form.group(5) == null;
        byte[] salt = first ? ascii(form.group(1)) : decoded(form.group(1));
        byte[] data = decoded(form.group(3));
        if (data == null || salt == null || (!first && !isExact(salt, form.group(1)))) {
            return Optional.empty();
        }
        byte[] said = ascii(form.group(4));
        byte[] authenticated = ascii(form.group(2) + "~" + form.group(3));
        byte @Nullable [] right = null;
        for (byte[] secret : secrets) {
            byte[] key = hmac(secret, salt);
            if (MessageDigest.isEqual(ascii(encoded(hmac(key, authenticated))), said)) {
                right = key;
            }
        }
        if (right == null) {
            return Optional.empty();
        }
        Instant expires = form.group(2).isEmpty() ? null : Instant.ofEpochSecond(Long.parseLong(form.group(2)));
        return Optional.of(new SecureToken(right, salt, expires, data, form.group(4), first));
    }

    /** When it expires; null if never. */
    @Nullable
    Instant expires() {
        return expires;
    }

    /** The MAC as the cookie says it. */
    String mac() {
        return mac;
    }

    /** Base64 says the last bytes in more than one way. */
    private static boolean isExact(byte[] salt, String text) {
        return salt.length == SALT_2 && encoded(salt).equals(text);
    }

    /**
     * What was encrypted.
     *
     * @throws GeneralSecurityException if it was not encrypted so, although the MAC is right
     */
    byte[] decrypted() throws GeneralSecurityException {
        if (!first) {
            Cipher block = Cipher.getInstance("AES/ECB/NoPadding");
            block.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
            return decrypt(key, block.doFinal(salt, 0, BLOCK), data);
        }
        int header = OPENSSL.length + OPENSSL_SALT;
        if (data.length <= header || !Arrays.equals(data, 0, OPENSSL.length, OPENSSL, 0, OPENSSL.length)) {
            throw new GeneralSecurityException("no salt of OpenSSL's");
        }
        byte[] derived = derived(Arrays.copyOfRange(data, OPENSSL.length, header));
        return decrypt(
                Arrays.copyOf(derived, 2 * BLOCK),
                Arrays.copyOfRange(derived, 2 * BLOCK, 3 * BLOCK),
                Arrays.copyOfRange(data, header, data.length));
    }

    private static byte[] decrypt(byte[] key, byte[] vector, byte[] data) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(vector));
        return cipher.doFinal(data);
    }

    /** Key and vector: MD5 of what it gave last, the passphrase and the salt, three times. */
    private byte[] derived(byte[] opensslSalt) throws GeneralSecurityException {
        MessageDigest md5 = MessageDigest.getInstance("MD5");
        byte[] derived = new byte[3 * BLOCK];
        byte[] last = {};
        for (int at = 0; at < derived.length; at += BLOCK) {
            md5.update(last);
            md5.update(key);
            last = md5.digest(opensslSalt);
            System.arraycopy(last, 0, derived, at, BLOCK);
        }
        return derived;
    }

    static byte[] hmac(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(message);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JRE has " + HMAC, impossible);
        }
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte @Nullable [] decoded(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
