package dev.carnet.event;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of a session that has expired and is deleted, for a listener that releases related resources. Values
 * are decoded on access; changing them has no effect on the store. Thread-safe.
 */
public interface ExpiredAttributes {
    /** No attributes, or none that can be read. */
    ExpiredAttributes NONE = new ExpiredAttributes() {
        @Override
        public Set<String> names() {
            return Set.of();
        }

        @Override
        public @Nullable Object get(String name) {
            return null;
        }
    };

    /** The names of the application's attributes. */
    Set<String> names();

    /** An attribute's value; null if it is absent or cannot be read. */
    @Nullable
    Object get(String name);
}
