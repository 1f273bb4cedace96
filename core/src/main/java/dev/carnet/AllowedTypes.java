package dev.carnet;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The application's own classes that sessions may hold, each under the short name that is stored beside its values. A
 * class that is not named here is refused when it is put, and no name in a store makes any other class load. Immutable.
 */
public final class AllowedTypes {
    /** None: the plain JDK types only. */
    public static final AllowedTypes NONE = new AllowedTypes(Map.of());

    private final Map<String, Class<?>> byName;

    private AllowedTypes(Map<String, Class<?>> byName) {
        this.byName = Collections.unmodifiableMap(byName);
    }

    /** These classes, each under its simple name. */
    public static AllowedTypes of(Class<?>... classes) {
        AllowedTypes allowed = NONE;
        for (Class<?> each : classes) {
            allowed = allowed.and(each.getSimpleName(), each);
        }
        return allowed;
    }

    /**
     * These types and one more.
     *
     * @param name letters, digits, {@code . _ $ -}; what is stored, so keep it when the class is renamed
     * @throws IllegalArgumentException if the name is taken by another class or is no name
     */
    public AllowedTypes and(String name, Class<?> type) {
        if (!name.matches("[\\p{Alpha}][\\w.$-]*")) {
            throw new IllegalArgumentException("'" + name + "' cannot name a type: letters, digits and . _ $ - only");
        }
        Class<?> taken = byName.get(name);
        if (taken != null && taken != type) {
            throw new IllegalArgumentException("the type name '" + name + "' is taken by " + taken.getName() + "; give "
                    + type.getName() + " another one");
        }
        Map<String, Class<?>> more = new LinkedHashMap<>(byName);
        more.put(name, type);
        return new AllowedTypes(more);
    }

    /** The class stored under a name. */
    public Optional<Class<?>> byName(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Name to class, in the order given. */
    public Map<String, Class<?>> byName() {
        return byName;
    }
}
