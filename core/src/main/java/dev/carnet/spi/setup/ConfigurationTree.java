package dev.carnet.spi.setup;

import java.util.List;
import java.util.Optional;

/**
 * A configuration as written, for translation. At a path there is a value or a group of keys; a path lists the keys from
 * the top. A moved value keeps its place in the file for messages. Not thread-safe.
 */
public interface ConfigurationTree {
    /** The keys of the group at a path, in order; empty if there is no group. */
    List<String> keys(String... path);

    /** Whether there is a value or a group at a path; an empty value counts as none. */
    boolean has(String... path);

    /**
     * The text at a path, with variables expanded; empty if there is none, if it is an object set in code, or if a
     * variable is missing.
     */
    Optional<String> text(String... path);

    /**
     * Moves the value or group at a path. If the target group exists, the keys are added to it, so a key may occur
     * twice.
     */
    void move(List<String> from, List<String> to);

    /** Replaces the value at a path, keeping its place in the file, or adds it. */
    void set(String value, String... path);

    /** Like {@link #set}, if there is no value. */
    default void setDefault(String value, String... path) {
        if (!has(path)) {
            set(value, path);
        }
    }

    void remove(String... path);

    /** Records a problem at a path; all problems are reported in one error. */
    void fault(String problem, String... path);
}
