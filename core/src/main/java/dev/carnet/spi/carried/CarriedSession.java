package dev.carnet.spi.carried;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A session as a cookie held it. Immutable, but for what the values hold.
 *
 * @param id the id that it gets: always the same for one cookie, and nobody can tell it who has only the cookie. 40 characters of
 *     base64url
 * @param values its attributes, as plain data: texts, numbers, booleans, lists and maps
 * @param unreadable attributes that cannot be read, and why
 * @param endsAt from when on the cookie is refused
 */
public record CarriedSession(String id, Map<String, Object> values, Map<String, String> unreadable, Instant endsAt) {
    public CarriedSession {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        unreadable = Collections.unmodifiableMap(new LinkedHashMap<>(unreadable));
    }

    /** Without the id and the values, which are secret. */
    @Override
    public String toString() {
        return "CarriedSession[" + values.size() + " attributes]";
    }
}
