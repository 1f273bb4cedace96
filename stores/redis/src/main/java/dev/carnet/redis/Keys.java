package dev.carnet.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.carnet.spi.SessionKey;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names of keys in Redis: a session's is the prefix and its key. What begins with {@value #INDEX} after the prefix is the
 * principal index's; no session id holds that character.
 */
final class Keys {
    static final String INDEX = "@";

    private static final int LONGEST_KEY = 128;
    private static final Pattern SPECIAL = Pattern.compile("[*?\\[\\]\\\\]");

    private final String prefix;

    Keys(String prefix) {
        this.prefix = prefix;
    }

    byte[] of(SessionKey key) {
        return (prefix + key.value()).getBytes(UTF_8);
    }

    /** The session whose key in Redis this is, or none if it is no session's. */
    Optional<SessionKey> session(byte[] key) {
        String name = new String(key, UTF_8);
        String session = name.startsWith(prefix) ? name.substring(prefix.length()) : "";
        return session.isEmpty() || session.length() > LONGEST_KEY || session.startsWith(INDEX)
                ? Optional.empty()
                : Optional.of(new SessionKey(session));
    }

    /** What SCAN is to match; a prefix may hold what means something to it. */
    String pattern() {
        return SPECIAL.matcher(prefix).replaceAll("\\\\$0") + "*";
    }
}
