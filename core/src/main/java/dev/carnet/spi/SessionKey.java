package dev.carnet.spi;

/**
 * The name of a session in a store: the first 30 bytes of the id's SHA-256 as 40 characters of base64url, so that a copy
 * of the store is no set of working cookies. Only with {@code hash_ids: false} it is the id itself; {@link #toString()}
 * therefore does not show it.
 *
 * @param value 1 to 128 characters, compared case-sensitively
 */
public record SessionKey(String value) implements Comparable<SessionKey> {
    public SessionKey {
        if (value.isEmpty() || value.length() > 128) {
            throw new IllegalArgumentException("a session key has 1 to 128 characters, not " + value.length());
        }
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
