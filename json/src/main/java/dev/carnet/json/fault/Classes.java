package dev.carnet.json.fault;

import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.List;

/** Properties of classes that reflection does not tell directly. */
public final class Classes {
    private static final List<String> CONSTANT = List.of(
            "java.util.ImmutableCollections$",
            "java.util.Collections$Empty",
            "java.util.Collections$Singleton",
            "java.util.Collections$Unmodifiable",
            "java.util.Collections$Copies");

    private Classes() {}

    /** Whether it is part of the JDK, so that no application can have written it. */
    public static boolean isJdk(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader == null || loader == ClassLoader.getPlatformClassLoader();
    }

    /** Whether the JDK exposes it only through an interface. */
    public static boolean isHiddenInJdk(Class<?> type) {
        return isJdk(type) && !Modifier.isPublic(type.getModifiers());
    }

    /** Whether it is an immutable collection of the JDK, whose identity is insignificant. */
    public static boolean isConstantInJdk(Class<?> type) {
        return isHiddenInJdk(type) && CONSTANT.stream().anyMatch(type.getName()::startsWith);
    }

    /** Whether it has a name that could be allowed, unlike a lambda, a proxy, an array or an anonymous class. */
    public static boolean canBeAllowed(Class<?> type) {
        return !isJdk(type)
                && !type.isArray()
                && !type.isHidden()
                && !type.isAnonymousClass()
                && !type.isLocalClass()
                && !Proxy.isProxyClass(type);
    }
}
