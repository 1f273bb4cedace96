package dev.carnet.encryption;

import dev.carnet.spi.Encoded;
import dev.carnet.spi.SessionKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts and decrypts the values of a session, each with its note:
 *
 * <pre>
 * encrypted        0 BYTES, or 1 LENGTH-OF-NOTE(4) NOTE BYTES
 * associated data  "carnet1" KIND LENGTH(4) HANDLE NAME
 * </pre>
 *
 * KIND and NAME are {@code v} and the attribute's name; {@code k} and the session's key; {@code u} and nothing. So a
 * value cannot be decrypted in another session, under another name, or in another place. Thread-safe.
 */
final class ValueSeal {
    private static final byte[] LABEL = "carnet1".getBytes(StandardCharsets.US_ASCII);
    private static final byte PLAIN = 0;
    private static final byte NOTED = 1;

    private final EncryptionKeys keys;
    private final Wrapping wrapping;

    ValueSeal(EncryptionKeys keys, Wrapping wrapping) {
        this.keys = keys;
        this.wrapping = wrapping;
    }

    /** A value could not be decrypted. */
    static final class BrokenSealException extends Exception {
        private static final long serialVersionUID = 1L;

        /** The number of the missing key; null if the key exists but the value was modified. */
        final @Nullable String missingKey;

        BrokenSealException(@Nullable String missingKey) {
            super(missingKey, null, false, false);
            this.missingKey = missingKey;
        }
    }

    Encoded seal(String handle, String name, Encoded value) {
        return wrapping.sealed(encrypt(packed(value), data('v', handle, name)));
    }

    Encoded open(String handle, String name, Encoded sealed) throws BrokenSealException {
        return unpacked(decrypt(sealed, data('v', handle, name)));
    }

    /** Encrypts the session's key. */
    Encoded sealKey(String handle, SessionKey key) {
        return wrapping.sealed(encrypt(new byte[0], data('k', handle, key.value())));
    }

    void checkKey(String handle, SessionKey key, Encoded sealed) throws BrokenSealException {
        decrypt(sealed, data('k', handle, key.value()));
    }

    /** Encrypts the session's user; null for none. */
    Encoded sealUser(String handle, @Nullable String user) {
        byte[] name = user == null ? new byte[0] : ('=' + user).getBytes(StandardCharsets.UTF_8);
        return wrapping.sealed(encrypt(name, data('u', handle, "")));
    }

    @Nullable
    String openUser(String handle, Encoded sealed) throws BrokenSealException {
        byte[] name = decrypt(sealed, data('u', handle, ""));
        return name.length == 0 ? null : new String(name, 1, name.length - 1, StandardCharsets.UTF_8);
    }

    /** Whether the current key encrypted it. */
    boolean isCurrent(Encoded sealed) {
        byte[] encrypted = wrapping.unwrap(sealed.bytes());
        return encrypted != null && keys.isCurrent(encrypted);
    }

    private byte[] encrypt(byte[] plain, byte[] associatedData) {
        try {
            return keys.values().encrypt(plain, associatedData);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the value cannot be encrypted: " + e.getMessage(), e);
        }
    }

    private byte[] decrypt(Encoded sealed, byte[] associatedData) throws BrokenSealException {
        byte[] encrypted = wrapping.unwrap(sealed.bytes());
        if (encrypted == null) {
            throw new BrokenSealException(null);
        }
        if (!keys.isKnown(encrypted)) {
            throw new BrokenSealException(EncryptionKeys.keyNumberOf(encrypted));
        }
        try {
            return keys.values().decrypt(encrypted, associatedData);
        } catch (GeneralSecurityException isNotWhatWasEncrypted) {
            throw new BrokenSealException(null);
        }
    }

    private static byte[] data(char kind, String handle, String name) {
        byte[] of = handle.getBytes(StandardCharsets.UTF_8);
        byte[] at = exactly(name);
        return ByteBuffer.allocate(LABEL.length + 1 + Integer.BYTES + of.length + at.length)
                .put(LABEL)
                .put((byte) kind)
                .putInt(of.length)
                .put(of)
                .put(at)
                .array();
    }

    /** UTF-16, because a name may contain an unpaired surrogate, which UTF-8 cannot encode. */
    private static byte[] exactly(String name) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * name.length());
        bytes.asCharBuffer().put(name);
        return bytes.array();
    }

    private static byte[] packed(Encoded value) {
        String note = value.types();
        if (note == null) {
            byte[] plain = new byte[1 + value.length()];
            System.arraycopy(value.array(), value.offset(), plain, 1, value.length());
            return plain;
        }
        byte[] noted = note.getBytes(StandardCharsets.UTF_8);
        ByteBuffer packed = ByteBuffer.allocate(1 + Integer.BYTES + noted.length + value.length());
        return packed.put(NOTED)
                .putInt(noted.length)
                .put(noted)
                .put(value.array(), value.offset(), value.length())
                .array();
    }

    private static Encoded unpacked(byte[] packed) throws BrokenSealException {
        ByteBuffer plain = ByteBuffer.wrap(packed);
        if (packed.length == 0) {
            throw new BrokenSealException(null);
        }
        String note = null;
        if (plain.get() != PLAIN) {
            byte[] noted = new byte[plain.getInt()];
            plain.get(noted);
            note = new String(noted, StandardCharsets.UTF_8);
        }
        byte[] bytes = new byte[plain.remaining()];
        plain.get(bytes);
        return Encoded.of(bytes, note);
    }
}
