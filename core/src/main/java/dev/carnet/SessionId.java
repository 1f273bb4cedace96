package dev.carnet;

import dev.carnet.spi.carried.CarriedSessions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A session's secret id, the value of its cookie. Anybody who has it can use the session, so {@link #toString()} masks
 * it. Stores see a {@link dev.carnet.spi.SessionKey} instead.
 *
 * <p>Generated ids are 30 bytes of {@link java.security.SecureRandom} as 40 characters of base64url (240 bits; OWASP
 * ASVS 7.2.3 asks for 128). Ids of the Dancer engines (16 to 128 characters of {@code A-Z a-z 0-9 _ - ~}) are
 * well-formed too, and so is a Dancer cookie that {@linkplain dev.carnet.spi.carried.CarriedSessions contains the session
 * itself}: up to 4096 characters with a tilde among them. No store has such a long key.
 */
public final class SessionId {
    private static final int SHORTEST = 16;
    private static final int LONGEST = 128;

    /** What a browser takes of a cookie (RFC 6265bis section 5.6). */
    private static final int LONGEST_CARRIED = 4096;

    private final String value;

    private SessionId(String value) {
        this.value = value;
    }

    /**
     * Creates an id from a well-formed text.
     *
     * @throws IllegalArgumentException if it is not well-formed; the message does not repeat it
     */
    public static SessionId of(String value) {
        return parse(value).orElseThrow(() -> new IllegalArgumentException("not a well-formed session id"));
    }

    /** Parses an id; empty for everything else that a cookie may contain (null, a handle, garbage). */
    public static Optional<SessionId> parse(@Nullable String value) {
        return value != null && isWellFormed(value) ? Optional.of(new SessionId(value)) : Optional.empty();
    }

    /** Whether a text is a well-formed id, so that {@link #of} takes it. */
    public static boolean isWellFormed(String value) {
        int length = value.length();
        if (length < SHORTEST || length > LONGEST_CARRIED) {
            return false;
        }
        if (length > LONGEST && !CarriedSessions.mayBe(value)) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            boolean allowed = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '_'
                    || c == '-'
                    || c == '~';
            if (!allowed) {
                return false;
            }
        }
        return true;
    }

    /** Whether a store can have a session under it. */
    boolean fitsAKey() {
        return value.length() <= LONGEST;
    }

    /** The secret itself. Use it for the cookie only. */
    public String value() {
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SessionId that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    /** Masked. */
    @Override
    public String toString() {
        return "SessionId[masked]";
    }
}
