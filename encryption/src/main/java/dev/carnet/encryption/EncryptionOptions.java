package dev.carnet.encryption;

import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.StoreEncryption;

/**
 * How sessions are encrypted. Immutable; shows no key.
 *
 * @param keys what with
 * @param hideUsers whether the store is told users' names encrypted too, so that equal names look alike
 * @param acceptPlain whether what is stored without encryption is read, for the time until {@code carnet reencrypt} has run:
 *     whoever can write to the store can then forge sessions
 */
public record EncryptionOptions(EncryptionKeys keys, boolean hideUsers, boolean acceptPlain)
        implements StoreEncryption {
    public EncryptionOptions {
        if (hideUsers && keys.users().isEmpty()) {
            throw new IllegalArgumentException(
                    "users' names are hidden with a key of their own, and there is none: use a key"
                            + " that 'carnet key' makes, or hand in a second keyset");
        }
    }

    /** Values alone are encrypted, and nothing else is read. */
    public static EncryptionOptions of(EncryptionKeys keys) {
        return new EncryptionOptions(keys, false, false);
    }

    public EncryptionOptions hidingUsers() {
        return new EncryptionOptions(keys, true, acceptPlain);
    }

    public EncryptionOptions acceptingPlain() {
        return new EncryptionOptions(keys, hideUsers, true);
    }

    @Override
    public SessionStore around(SessionStore store) {
        return EncryptedSessionStore.around(store, this);
    }
}
