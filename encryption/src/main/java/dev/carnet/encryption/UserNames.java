package dev.carnet.encryption;

import com.google.crypto.tink.DeterministicAead;
import dev.carnet.error.SessionDataException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a store is told instead of a user's name: the name encrypted so that equal names look alike (AES-SIV, RFC 5297), as {@code
 * ~} and base64url. Of a name that becomes too long so, its SHA-256 is encrypted, as {@code ~#} and base64url. Whoever has the key
 * finds a user's sessions and reads the name; a store's operator sees which sessions are one user's. Thread-safe.
 */
final class UserNames {
    private static final String MARK = "~";
    private static final String DIGEST_MARK = "~#";
    private static final byte[] PURPOSE = "carnet1 user".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DIGEST_PURPOSE = "carnet1 user digest".getBytes(StandardCharsets.US_ASCII);

    private final List<DeterministicAead> keys;
    private final boolean hides;
    private final boolean acceptPlain;
    private final int longest;
    private final String current;

    /**
     * @param keys the one that writes first
     * @param hides whether names are encrypted; if not, those that were are still read
     * @param longest the longest name that the store takes, in UTF-16 code units
     */
    UserNames(List<DeterministicAead> keys, boolean hides, boolean acceptPlain, int longest) {
        this.keys = List.copyOf(keys);
        this.hides = hides;
        this.acceptPlain = acceptPlain;
        this.longest = longest;
        this.current = keys.isEmpty() ? "" : keyOf(encrypted(keys.get(0), new byte[0], PURPOSE));
    }

    /** The name as the store is told it; null for nobody. */
    @Nullable
    String stored(@Nullable String name) {
        return name == null || !hides ? name : hidden(keys.get(0), name);
    }

    private String hidden(DeterministicAead key, String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        String whole = MARK + text(encrypted(key, bytes, PURPOSE));
        if (whole.length() <= longest) {
            return whole;
        }
        String digest = DIGEST_MARK + text(encrypted(key, sha256(bytes), DIGEST_PURPOSE));
        if (digest.length() > longest) {
            throw new SessionDataException("a user name takes " + digest.length()
                    + " characters when encrypted, but the limit of the store is " + longest
                    + ": widen its column, or set encryption.hide_users to false");
        }
        return digest;
    }

    /** The name that a store was told so; null for nobody. What no key tells is given as it is stored. */
    @Nullable
    String shown(@Nullable String stored) {
        if (stored == null || !stored.startsWith(MARK) || stored.startsWith(DIGEST_MARK)) {
            return stored;
        }
        byte[] encrypted;
        try {
            encrypted = Base64.getUrlDecoder().decode(stored.substring(MARK.length()));
        } catch (IllegalArgumentException isAName) {
            return stored;
        }
        for (DeterministicAead each : keys) {
            String name = name(each, encrypted);
            if (name != null) {
                return name;
            }
        }
        return stored;
    }

    private static @Nullable String name(DeterministicAead key, byte[] encrypted) {
        try {
            return new String(key.decryptDeterministically(encrypted, PURPOSE), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException anotherKeysWork) {
            return null;
        }
    }

    /** Whether this is what a store was told, now or earlier, of a user; null is nobody. */
    boolean means(@Nullable String stored, @Nullable String name) {
        if (name == null || stored == null) {
            return Objects.equals(name, stored);
        }
        return name.equals(shown(stored))
                || (stored.startsWith(DIGEST_MARK)
                        && keys.stream().anyMatch(each -> hidden(each, name).equals(stored)));
    }

    /** Whether a name is as it would be stored now. */
    boolean isCurrent(@Nullable String stored) {
        if (stored == null || !hides) {
            return stored == null || (stored.equals(shown(stored)) && !stored.startsWith(DIGEST_MARK));
        }
        if (!stored.startsWith(MARK)) {
            return false;
        }
        try {
            String text = stored.substring((stored.startsWith(DIGEST_MARK) ? DIGEST_MARK : MARK).length());
            return keyOf(Base64.getUrlDecoder().decode(text)).equals(current);
        } catch (IllegalArgumentException isAName) {
            return false;
        }
    }

    /** Everything that a user may be called in the store; what is written now last, or a scan would miss what is renamed. */
    List<String> all(String name) {
        Set<String> all = new LinkedHashSet<>();
        if (!hides || acceptPlain) {
            all.add(name);
        }
        for (int i = keys.size() - 1; hides && i >= 0; i--) {
            all.add(hidden(keys.get(i), name));
        }
        return new ArrayList<>(all);
    }

    private static String keyOf(byte[] encrypted) {
        return EncryptionKeys.keyNumberOf(encrypted);
    }

    private static String text(byte[] encrypted) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(encrypted);
    }

    private static byte[] encrypted(DeterministicAead key, byte[] plain, byte[] purpose) {
        try {
            return key.encryptDeterministically(plain, purpose);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the user name cannot be encrypted: " + e.getMessage(), e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
