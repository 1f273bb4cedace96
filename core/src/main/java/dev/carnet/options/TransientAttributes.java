package dev.carnet.options;

import java.util.Collection;

/**
 * Selects attributes that are never stored, by name or by value. A transient attribute exists only in the
 * {@link dev.carnet.Session} object of the request that puts it: it is never encoded and therefore never refused, all
 * methods of that object treat it like any attribute, and no other request sees it. A stored attribute of the same name
 * is removed by the flush.
 *
 * <p>Set in the configuration ({@code transient_attributes}), supplied by
 * {@code SessionEngine.builder(store).transients(...)}, or found by {@link java.util.ServiceLoader}. An attribute is
 * transient if at least one of them says so. Thread-safe; called at every put of the application.
 */
@FunctionalInterface
public interface TransientAttributes {
    /** Whether an attribute with this name and value must not be stored. */
    boolean isTransient(String name, Object value);

    /**
     * Selects attributes by name.
     *
     * @param names the names; {@code *} stands for any characters, or none
     * @throws IllegalArgumentException if a name is empty, or nothing but {@code *}
     */
    static TransientAttributes named(Collection<String> names) {
        return new NamedAttributes(names);
    }
}
