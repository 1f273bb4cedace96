package dev.carnet.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.carnet.spi.SessionKey;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names of keys in Redis: a session's name is the prefix and its key. Names with {@value #INDEX} after the prefix belong
 * to indexes, which a scan of sessions ignores; no session id contains that character.
 */
final class Keys {
    static final String INDEX = "@";

    /** What takes the place of bytes that are no UTF-8. */
    private static final char NO_UTF_8 = '\uFFFD';

    private static final Pattern SPECIAL = Pattern.compile("[*?\\[\\]\\\\]");

    private final String prefix;

    Keys(String prefix) {
        this.prefix = prefix;
    }

    byte[] of(SessionKey key) {
        return (prefix + key.value()).getBytes(UTF_8);
    }

    /**
     * What follows the prefix in a key of Redis; none if it is another's key or the index's. It is a session's key, unless
     * {@link #session} knows better.
     */
    Optional<String> name(byte[] key) {
        String name = new String(key, UTF_8);
        return name.startsWith(prefix) && !name.startsWith(INDEX, prefix.length())
                ? Optional.of(name.substring(prefix.length()))
                : Optional.empty();
    }

    /** The session's key that follows the prefix; none if no session has such a one: it is too long, or was no UTF-8. */
    static Optional<SessionKey> session(String name) {
        return name.indexOf(NO_UTF_8) < 0 && SessionKey.isPossible(name)
                ? Optional.of(new SessionKey(name))
                : Optional.empty();
    }

    /** The whole key that a name follows the prefix in, for people. */
    String whole(String name) {
        return prefix + name;
    }

    /** The SCAN pattern for keys that begin with a text; special characters of the prefix are escaped. */
    String pattern(String keyPrefix) {
        return SPECIAL.matcher(prefix).replaceAll("\\\\$0") + (keyPrefix.isEmpty() ? "[^" + INDEX + "]" : keyPrefix)
                + "*";
    }

    /** The key of an index. */
    byte[] index(String name) {
        return (prefix + INDEX + name).getBytes(UTF_8);
    }
}
