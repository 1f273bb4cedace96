package dev.carnet.spi;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one request did to a session: applied to whatever is stored, it gives the next state. Immutable.
 *
 * @param written attributes that get these values
 * @param removed attributes that are taken away
 * @param principal the new principal, or null if it stays
 * @param maxIdle the new idle limit, or null if it stays
 * @param newKey the key the session moves to, or null if it stays
 */
public record Change(
        Map<String, Encoded> written,
        Set<String> removed,
        @Nullable SetTo<String> principal,
        @Nullable SetTo<Duration> maxIdle,
        @Nullable SessionKey newKey) {

    /**
     * A new value for something that may also be set to nothing.
     *
     * @param value the new value, or null to clear it
     */
    public record SetTo<T>(@Nullable T value) {}

    public Change {
        written = written.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(written));
        removed = removed.isEmpty() ? Set.of() : Collections.unmodifiableSet(new LinkedHashSet<>(removed));
    }

    public boolean isEmpty() {
        return written.isEmpty() && removed.isEmpty() && principal == null && maxIdle == null && newKey == null;
    }
}
