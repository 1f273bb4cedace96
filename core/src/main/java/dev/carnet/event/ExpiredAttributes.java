package dev.carnet.event;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a session held that has expired and is deleted: for a listener that releases what the session stood for. Values are
 * decoded when they are asked for. Changing one changes nothing in the store. Thread-safe.
 */
public interface ExpiredAttributes {
    /** Nothing, or nothing that can be read. */
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
