package dev.carnet.spi.carried;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A session as a cookie contains it. Immutable, except for mutable values.
 *
 * @param secret identifies the cookie: always the same for the same cookie, and not computable by anybody who has only the
 *     cookie. The engine derives the session's id from it
 * @param values the attributes, as plain data: texts, numbers, booleans, lists and maps
 * @param unreadable the names of attributes that cannot be read, with the reasons
 * @param noteUntil how long the engine must remember that the cookie was used: the cookie is never accepted after that,
 *     even if the configuration changes
 */
public record CarriedSession(
        String secret, Map<String, Object> values, Map<String, String> unreadable, Instant noteUntil) {
    public CarriedSession {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        unreadable = Collections.unmodifiableMap(new LinkedHashMap<>(unreadable));
    }

    /** Without the secret and the values. */
    @Override
    public String toString() {
        return "CarriedSession[" + values.size() + " attributes]";
    }
}
