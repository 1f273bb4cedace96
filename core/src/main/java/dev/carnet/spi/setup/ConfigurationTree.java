package dev.carnet.spi.setup;

import java.util.List;
import java.util.Optional;

/**
 * A configuration as it was written, to be rewritten. What is at a path is a value or a group of keys; a path names the keys
 * from the top. What is moved keeps the place in the file that messages name. Not thread-safe.
 */
public interface ConfigurationTree {
    /** The keys of the group at a path, in their order; empty if there is none. */
    List<String> keys(String... path);

    /** Whether a value or a group is at a path; an empty place is none. */
    boolean has(String... path);

    /** The text at a path, variables expanded; empty if none is there, or an object from code, or a variable is missing. */
    Optional<String> text(String... path);

    /**
     * Moves what is at a path. A group that is there already gets the keys as well, so that a key may be given twice.
     */
    void move(List<String> from, List<String> to);

    /** Replaces what is at a path, keeping its place in the file; adds it where nothing is. */
    void set(String value, String... path);

    /** As {@link #set}, if nothing is there. */
    default void setDefault(String value, String... path) {
        if (!has(path)) {
            set(value, path);
        }
    }

    void remove(String... path);

    /** Notes what is wrong at a path, for the one error that tells all. */
    void fault(String problem, String... path);
}
