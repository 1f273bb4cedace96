package dev.carnet.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.carnet.redis.Noting.Note;
import dev.carnet.spi.SessionKey;
import dev.carnet.text.Sha256;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The place of a user's sessions, or of a handle, in an index: a shared sorted set, and the prefix of their members.
 * Immutable.
 *
 * <pre>
 * set     the first 15 bits of the text's SHA-256, as four hexadecimal digits
 * member  48 further bits of it, base64url, then the session's key
 * </pre>
 *
 * So a member has at most 64 bytes, the limit up to which Redis stores a small set compactly. Two texts with the same 63
 * bits are distinguished by reading the session.
 */
final class IndexPlace {
    /** How many sets there are is a compromise: few keys beside the sessions', few members in each. */
    private static final int SETS = 1 << 15;

    private static final int BYTES_OF_SET = 2;
    private static final int BYTES_OF_MEMBER = 6;

    private final byte[] set;
    private final String begin;

    private IndexPlace(byte[] set, String begin) {
        this.set = set;
        this.begin = begin;
    }

    /**
     * @param kind stands before the set's name
     * @param text what sessions are looked for by
     */
    static IndexPlace of(Keys keys, String kind, byte[] text) {
        byte[] digest = Sha256.of(text);
        int set = Short.toUnsignedInt(ByteBuffer.wrap(digest).getShort()) % SETS;
        byte[] rest = new byte[BYTES_OF_MEMBER];
        System.arraycopy(digest, BYTES_OF_SET, rest, 0, BYTES_OF_MEMBER);
        return new IndexPlace(
                keys.index(kind + HexFormat.of().toHexDigits((short) set)),
                Base64.getUrlEncoder().withoutPadding().encodeToString(rest));
    }

    /** The key of the set in Redis. */
    byte[] set() {
        return set;
    }

    byte[] member(SessionKey key) {
        return (begin + key.value()).getBytes(UTF_8);
    }

    Note note(SessionKey key, String score) {
        return new Note(set, begin + key.value(), score);
    }

    /** The ZSCAN pattern for members of this place. It contains no special characters. */
    byte[] pattern() {
        return (begin + "*").getBytes(US_ASCII);
    }

    /** The name of a session's key in a member; none if the member is another place's. */
    Optional<String> name(byte[] member) {
        String text = new String(member, UTF_8);
        return text.startsWith(begin) ? Optional.of(text.substring(begin.length())) : Optional.empty();
    }
}
