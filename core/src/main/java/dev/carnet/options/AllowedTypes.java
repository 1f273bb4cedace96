package dev.carnet.options;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The application's own classes that sessions may hold: single ones, each under the short name that is stored beside its
 * values, and whole packages, whose classes are stored under their full names;
 * and classes for which an adapter speaks. A class that is neither is refused when it is
 * put, and no name in a store makes any other class load. Immutable.
 */
public final class AllowedTypes {
    /** None: the plain JDK types only. */
    public static final AllowedTypes NONE = new AllowedTypes(Map.of(), Map.of(), Map.of());

    private static final Pattern PACKAGE = Pattern.compile("[\\p{Alpha}_$][\\w$]*([.][\\p{Alpha}_$][\\w$]*)*");

    private final Map<String, Class<?>> byName;
    private final Map<String, ClassLoader> packages;
    private final Map<String, ValueAdapter<?>> adapters;

    private AllowedTypes(
            Map<String, Class<?>> byName, Map<String, ClassLoader> packages, Map<String, ValueAdapter<?>> adapters) {
        this.byName = Collections.unmodifiableMap(byName);
        this.packages = Collections.unmodifiableMap(packages);
        this.adapters = Collections.unmodifiableMap(adapters);
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
        requireName(name);
        if (adapters.containsKey(name)) {
            throw new IllegalArgumentException(
                    "the type name '" + name + "' is used by an adapter; give " + type.getName() + " another one");
        }
        Class<?> taken = byName.get(name);
        if (taken != null && taken != type) {
            throw new IllegalArgumentException("the type name '" + name + "' is used by " + taken.getName() + "; give "
                    + type.getName() + " another one");
        }
        Map<String, Class<?>> more = new LinkedHashMap<>(byName);
        more.put(name, type);
        return new AllowedTypes(more, packages, adapters);
    }

    private static void requireName(String name) {
        if (!name.matches("[\\p{Alpha}][\\w.$-]*")) {
            throw new IllegalArgumentException("'" + name + "' cannot name a type: letters, digits and . _ $ - only");
        }
    }

    /**
     * These types and those that an adapter speaks for.
     *
     * @throws IllegalArgumentException if its name is taken or is no name
     */
    public AllowedTypes and(ValueAdapter<?> adapter) {
        requireName(adapter.name());
        if (byName.containsKey(adapter.name()) || adapters.containsKey(adapter.name())) {
            throw new IllegalArgumentException("the type name '" + adapter.name() + "' is already used; give the"
                    + " adapter for "
                    + adapter.type().getName() + " another one");
        }
        Map<String, ValueAdapter<?>> more = new LinkedHashMap<>(adapters);
        more.put(adapter.name(), adapter);
        return new AllowedTypes(byName, packages, more);
    }

    /**
     * These types and every class of a package and of the packages below it. Each is looked at when the first of its objects
     * is put: what would not come back whole is refused then.
     *
     * @param name such as {@code com.example.shop}
     * @param loader loads a class when its name is read from a store; the application's
     * @throws IllegalArgumentException if it is no package's name, or one of Java's own
     */
    public AllowedTypes andPackage(String name, ClassLoader loader) {
        if (!PACKAGE.matcher(name).matches() || name.indexOf('.') < 0) {
            throw new IllegalArgumentException(
                    "'" + name + "' is not a package: write its full name, such as com.example.shop");
        } else if (name.matches("(java|javax|jdk|sun)([.].*)?|com[.]sun([.].*)?")) {
            throw new IllegalArgumentException("the package '" + name
                    + "' belongs to the JDK; its value types can be stored without this, its other classes cannot"
                            + " be stored");
        }
        Map<String, ClassLoader> more = new LinkedHashMap<>(packages);
        more.put(name, loader);
        return new AllowedTypes(byName, more, adapters);
    }

    /** The class stored under a name. */
    public Optional<Class<?>> byName(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The package that makes a class of this full name allowed: the name of the package, and what loads its classes. */
    public Optional<Map.Entry<String, ClassLoader>> packageOf(String className) {
        return packages.entrySet().stream()
                .filter(each -> className.startsWith(each.getKey() + "."))
                .findFirst();
    }

    /** Name of each allowed package to what loads its classes, in the order given. */
    public Map<String, ClassLoader> packages() {
        return packages;
    }

    /** Name to adapter, in the order given. */
    public Map<String, ValueAdapter<?>> adapters() {
        return adapters;
    }

    /** Name to class, in the order given. */
    public Map<String, Class<?>> byName() {
        return byName;
    }
}
