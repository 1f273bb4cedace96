package dev.carnet.encryption;

import dev.carnet.error.SessionStoreException;

/** A session was encrypted with a key that is not configured. */
final class MissingKeyException extends SessionStoreException {
    private static final long serialVersionUID = 1L;

    private final String number;

    /** @param number the key's public number */
    MissingKeyException(String number) {
        super(
                "a stored session was encrypted with the key " + number
                        + ", which is not configured; add it to encryption.old_keys, or to the keyset",
                null);
        this.number = number;
    }

    String number() {
        return number;
    }
}
