package dev.carnet.internal.attribute;

import dev.carnet.spi.Encoded;
import dev.carnet.spi.codec.JsonGraph;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The references between stored values.
 *
 * @param parts returns a part's bytes by its name; null for a missing one
 */
record PartReferences(Function<String, @Nullable Encoded> parts) {
    /** The names of all parts that values refer to, directly or through others, those that are not there included. */
    Set<String> from(Collection<Encoded> values) {
        Set<String> reached = new LinkedHashSet<>();
        Deque<Encoded> open = new ArrayDeque<>(values);
        while (!open.isEmpty()) {
            for (String name : JsonGraph.references(open.pop())) {
                Encoded part = reached.add(name) ? parts.apply(name) : null;
                if (part != null) {
                    open.push(part);
                }
            }
        }
        return reached;
    }

    /**
     * Attributes that are tied to some: they refer to a part that those refer to as well, or are tied to others that do.
     *
     * @param some their names
     * @param attributes all, by name
     * @return the names of some and of all that are tied to them
     */
    Set<String> tied(Set<String> some, Map<String, Encoded> attributes) {
        Map<String, Set<String>> reached = new HashMap<>();
        Map<String, Set<String>> referring = new HashMap<>();
        attributes.forEach((attribute, value) -> {
            Set<String> names = from(Set.of(value));
            reached.put(attribute, names);
            names.forEach(each ->
                    referring.computeIfAbsent(each, none -> new HashSet<>()).add(attribute));
        });
        Set<String> tied = new LinkedHashSet<>(some);
        Deque<String> open = new ArrayDeque<>(some);
        while (!open.isEmpty()) {
            for (String part : reached.getOrDefault(open.pop(), Set.of())) {
                for (String other : referring.getOrDefault(part, Set.of())) {
                    if (tied.add(other)) {
                        open.push(other);
                    }
                }
            }
        }
        return tied;
    }
}
