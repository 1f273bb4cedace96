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
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Replaces user names by their deterministic encryption (AES-SIV, RFC 5297), written as {@code ~} and base64url. If the
 * result would be too long, the name's SHA-256 is encrypted instead, written as {@code ~#} and base64url. With the key,
 * a user's sessions can be found and the name can be read; without it, an operator of the store only sees which sessions
 * belong to the same user. Thread-safe.
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
     * @param keys the one that encrypts first
     * @param hides whether names are encrypted; if not, encrypted ones can still be read
     * @param longest the maximum length of a name in the store, in UTF-16 code units
     */
    UserNames(List<DeterministicAead> keys, boolean hides, boolean acceptPlain, int longest) {
        this.keys = List.copyOf(keys);
        this.hides = hides;
        this.acceptPlain = acceptPlain;
        this.longest = longest;
        this.current = keys.isEmpty() ? "" : keyOf(encrypted(keys.get(0), new byte[0], PURPOSE));
    }

    /** The stored form of a name; null for none. */
    @Nullable
    String stored(@Nullable String name) {
        return name == null || !hides ? name : hidden(keys.get(0), name);
    }

    private String hidden(DeterministicAead key, String name) {
        String hidden = shortest(key, name);
        if (hidden.length() > longest) {
            throw new SessionDataException("a user name takes " + hidden.length()
                    + " characters when encrypted, but the limit of the store is " + longest
                    + ": widen its column, or set encryption.hide_users to false");
        }
        return hidden;
    }

    /** The name encrypted, or its digest if the store does not take that. */
    private String shortest(DeterministicAead key, String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        String whole = MARK + text(encrypted(key, bytes, PURPOSE));
        return whole.length() <= longest ? whole : DIGEST_MARK + text(encrypted(key, sha256(bytes), DIGEST_PURPOSE));
    }

    /** The name of a stored form; null for none. A form that no key can decrypt is returned unchanged. */
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

    /** Whether this is a current or earlier stored form of a user's name; null means none. */
    boolean means(@Nullable String stored, @Nullable String name) {
        if (name == null || stored == null) {
            return Objects.equals(name, stored);
        }
        return name.equals(shown(stored))
                || (stored.startsWith(DIGEST_MARK)
                        && keys.stream().anyMatch(each -> hidden(each, name).equals(stored)));
    }

    /** Whether a stored form is the one that would be written now. */
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

    /**
     * All stored forms of a user's name: both the plain and the encrypted one while {@code accept_plain} is on. The current one
     * comes last, because otherwise a scan could miss sessions that are being re-encrypted.
     */
    List<String> all(String name) {
        Set<String> all = new LinkedHashSet<>();
        if (hides && acceptPlain) {
            all.add(name);
        }
        if (hides || acceptPlain) {
            for (int i = keys.size() - 1; i >= 0; i--) {
                hiddenIfItFits(keys.get(i), name).ifPresent(all::add);
            }
        }
        if (!hides) {
            all.add(name);
        }
        return new ArrayList<>(all);
    }

    /** A name that the store has no room for once it is hidden was never stored so. */
    private Optional<String> hiddenIfItFits(DeterministicAead key, String name) {
        String hidden = shortest(key, name);
        return hidden.length() > longest ? Optional.empty() : Optional.of(hidden);
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
