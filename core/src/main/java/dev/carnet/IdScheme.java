package dev.carnet;

import dev.carnet.internal.record.Tokens;
import dev.carnet.options.SessionIdFormat;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionKey;

/**
 * Generates ids and derives keys from them. Thread-safe.
 *
 * @param hashed whether a key is a digest of the id or the id itself
 * @param keyPrefix the prefix of every key that is a digest; the digest is shorter by its length
 * @param format the format of new ids
 */
record IdScheme(boolean hashed, String keyPrefix, SessionIdFormat format) {
    /** Of an id and of a key, in characters. */
    static final int LENGTH = 40;

    private static final int ID_BYTES = 30;

    private static final int OBJECT_ID_BYTES = 12;
    private static final int DIGITS = 39;

    static IdScheme of(SessionOptions options) {
        return new IdScheme(options.hashIds(), options.keyPrefix(), options.idFormat());
    }

    public SessionId newId() {
        return SessionId.of(
                switch (format) {
                    case BASE64URL -> Tokens.random(ID_BYTES);
                    case HEX -> Tokens.randomHex(OBJECT_ID_BYTES);
                    case DIGITS -> Tokens.randomDigits(DIGITS);
                });
    }

    /**
     * Whether this scheme may have generated the id: if keys are digests, all ids have the same length, and only
     * Dancer's may contain a tilde.
     */
    public boolean mayBeOurs(SessionId id) {
        if (!hashed) {
            return id.fitsAKey();
        }
        String value = id.value();
        return value.length() == LENGTH && value.indexOf('~') < 0;
    }

    /** Whether an id has this engine's default format although new ids have one that another application expects. */
    public boolean isForUsAlone(SessionId id) {
        return format != SessionIdFormat.BASE64URL && id.value().length() == LENGTH;
    }

    public SessionKey key(SessionId id) {
        if (!hashed) {
            return new SessionKey(id.value());
        }
        SessionKey digest = SessionKey.digestOf(id.value());
        return keyPrefix.isEmpty()
                ? digest
                : new SessionKey(keyPrefix + digest.value().substring(0, LENGTH - keyPrefix.length()));
    }
}
