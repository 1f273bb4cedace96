package dev.carnet.spi;

import dev.carnet.error.UnreadableSessionException;
import dev.carnet.text.Sha256;

/**
 * The key of a session in a store: the first 30 bytes of the id's SHA-256 as 40 characters of base64url, so that a copy
 * of the store contains no working cookies. Only with {@code hash_ids: false} it is the id itself; therefore
 * {@link #toString()} masks it.
 *
 * @param value 1 to 128 characters, compared case-sensitively
 */
public record SessionKey(String value) implements Comparable<SessionKey> {
    private static final int LONGEST = 128;
    private static final int DIGEST_BYTES = 30;

    public SessionKey {
        if (!isPossible(value)) {
            throw new IllegalArgumentException(
                    "a session key has 1 to " + LONGEST + " characters, not " + value.length());
        }
    }

    /**
     * The key under which a store found a record that another program may have written.
     *
     * @throws UnreadableSessionException if a session cannot have such a key
     */
    public static SessionKey ofStored(String name) {
        if (!isPossible(name)) {
            throw new UnreadableSessionException(
                    "the key of a stored record has " + name.length() + " characters; a session's key has 1 to "
                            + LONGEST + "; the record is left unchanged",
                    null);
        }
        return new SessionKey(name);
    }

    /** The key of the session with an id, if ids are hashed. */
    public static SessionKey digestOf(String id) {
        return new SessionKey(Sha256.base64Url(id, DIGEST_BYTES));
    }

    /** Whether a session can have such a key. */
    public static boolean isPossible(String name) {
        return !name.isEmpty() && name.length() <= LONGEST;
    }

    @Override
    public int compareTo(SessionKey other) {
        return value.compareTo(other.value);
    }

    /** Masked. */
    @Override
    public String toString() {
        return "SessionKey[masked]";
    }
}
