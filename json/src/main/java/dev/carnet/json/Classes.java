package dev.carnet.json;

import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.List;
import tools.jackson.databind.JavaType;

/** What has to be known about classes beyond what they say themselves. */
final class Classes {
    private static final List<String> CONSTANT = List.of(
            "java.util.ImmutableCollections$",
            "java.util.Collections$Empty",
            "java.util.Collections$Singleton",
            "java.util.Collections$Unmodifiable",
            "java.util.Collections$Copies");

    private Classes() {}

    /** Whether it comes with Java, so that no application can have written it. */
    static boolean isJdk(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader == null || loader == ClassLoader.getPlatformClassLoader();
    }

    /** Whether the JDK gives it out behind an interface only. */
    static boolean isHiddenInJdk(Class<?> type) {
        return isJdk(type) && !Modifier.isPublic(type.getModifiers());
    }

    /** Whether it is one of the JDK's collections that never change: which of two equal ones it is, means nothing. */
    static boolean isConstantInJdk(Class<?> type) {
        return isHiddenInJdk(type) && CONSTANT.stream().anyMatch(type.getName()::startsWith);
    }

    /** Whether it has a name that could be allowed, unlike a lambda, a proxy, an array or an anonymous class. */
    static boolean canBeAllowed(Class<?> type) {
        return !isJdk(type)
                && !type.isArray()
                && !type.isHidden()
                && !type.isAnonymousClass()
                && !type.isLocalClass()
                && !Proxy.isProxyClass(type);
    }

    /** Whether a declared type leaves open which class a value has, so that only a note can tell. */
    static boolean isOpen(JavaType declared) {
        return declared.isJavaLangObject()
                || (declared.isAbstract()
                        && !declared.isPrimitive()
                        && !declared.isContainerType()
                        && (!declared.isEnumType() || declared.hasRawClass(Enum.class))
                        && PlainTypes.of(declared.getRawClass()) == null);
    }
}
