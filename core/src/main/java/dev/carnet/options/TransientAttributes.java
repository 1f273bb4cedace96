package dev.carnet.options;

/**
 * Says which attributes are never stored, by name or by value. Such an attribute lives in the {@link dev.carnet.Session} object
 * of the request that puts it: it is neither encoded nor refused, every method of that object knows it, and no other request
 * ever sees it. A stored attribute of the same name is removed at the flush.
 *
 * <p>Handed in by {@code SessionEngine.builder(store).transients(...)}, or found through {@link java.util.ServiceLoader}; one
 * that says yes is enough. Thread-safe; asked at every put.
 */
@FunctionalInterface
public interface TransientAttributes {
    /** Whether a value that is put under a name is not to be stored. */
    boolean isTransient(String name, Object value);
}
