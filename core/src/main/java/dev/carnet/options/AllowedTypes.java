package dev.carnet.options;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The application's classes that sessions may contain: single classes, each with the short name that is stored beside
 * its values, packages, whose classes are stored under their full names, and classes with an adapter. A value of any
 * other class is refused when it is put, and a name in a store never loads any other class. Immutable.
 */
public final class AllowedTypes {
    /** No classes: only the plain JDK types. */
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
     * These types and another one.
     *
     * @param name letters, digits, {@code . _ $ -}; it is stored, so keep it when the class is renamed
     * @throws IllegalArgumentException if the name is already used or invalid
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
     * These types and those of an adapter.
     *
     * @throws IllegalArgumentException if its name is already used or invalid
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
     * These types and every class of a package and its subpackages. A class is checked when its first object is put, and
     * refused if it would not come back completely.
     *
     * @param name such as {@code com.example.shop}
     * @param loader loads the classes named in a store; the application's class loader
     * @throws IllegalArgumentException if it is not a package name, or names a package of the JDK
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

    /** The package by which a class with this full name is allowed: its name and its class loader. */
    public Optional<Map.Entry<String, ClassLoader>> packageOf(String className) {
        return packages.entrySet().stream()
                .filter(each -> className.startsWith(each.getKey() + "."))
                .findFirst();
    }

    /** The allowed packages and their class loaders, in order of declaration. */
    public Map<String, ClassLoader> packages() {
        return packages;
    }

    /** Name to adapter, in order of declaration. */
    public Map<String, ValueAdapter<?>> adapters() {
        return adapters;
    }

    /** Name to class, in order of declaration. */
    public Map<String, Class<?>> byName() {
        return byName;
    }
}
