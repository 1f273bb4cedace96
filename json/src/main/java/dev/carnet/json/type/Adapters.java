package dev.carnet.json.type;

import dev.carnet.error.ConfigurationException;
import dev.carnet.options.ValueAdapter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Finds the adapter of a class: the one for the closest superclass or interface. Thread-safe. */
final class Adapters {
    /** Types that Carnet stores itself; an adapter for their supertypes would take everything. */
    private static final List<Class<?>> OWN =
            List.of(String.class, Integer.class, Boolean.class, ArrayList.class, LinkedHashMap.class);

    private final List<Adapted> all;
    private final Map<Class<?>, Optional<Adapted>> known = new ConcurrentHashMap<>();

    /**
     * @throws ConfigurationException if an adapter speaks for what is stored anyway
     */
    Adapters(Map<String, ValueAdapter<?>> adapters) {
        all = adapters.entrySet().stream()
                .map(each -> new Adapted(each.getKey(), each.getValue()))
                .toList();
        all.forEach(Adapters::requireFree);
    }

    private static void requireFree(Adapted adapted) {
        Class<?> type = adapted.type();
        if (PlainTypes.of(type) != null
                || type.isPrimitive()
                || type.isArray()
                || Containers.isListed(type)
                || OWN.stream().anyMatch(type::isAssignableFrom)) {
            throw new ConfigurationException("the adapter '" + adapted.name() + "' cannot be used for " + type.getName()
                    + ": Carnet stores such values itself; name a class of your own or of a library");
        }
    }

    List<Adapted> all() {
        return all;
    }

    /** The adapter of a class, or null. */
    @Nullable
    Adapted of(Class<?> type) {
        return all.isEmpty() ? null : known.computeIfAbsent(type, this::closest).orElse(null);
    }

    private Optional<Adapted> closest(Class<?> type) {
        return all.stream()
                .filter(each -> each.type().isAssignableFrom(type))
                .reduce((one, other) ->
                        one.type() != other.type() && one.type().isAssignableFrom(other.type()) ? other : one);
    }
}
