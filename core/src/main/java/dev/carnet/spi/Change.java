package dev.carnet.spi;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The changes of one request to a session. Applied to the stored state, they give the next state. Immutable.
 *
 * @param written attributes to set
 * @param removed attributes to remove
 * @param principal the new principal, or null if unchanged
 * @param maxIdle the new idle timeout, or null if unchanged
 * @param newKey the key to which the session moves, or null if unchanged
 */
public record Change(
        Map<String, Encoded> written,
        Set<String> removed,
        @Nullable SetTo<String> principal,
        @Nullable SetTo<Duration> maxIdle,
        @Nullable SessionKey newKey) {

    public static final Change NOTHING = new Change(Map.of(), Set.of(), null, null, null);

    /**
     * A new value for a property that may also be cleared.
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
