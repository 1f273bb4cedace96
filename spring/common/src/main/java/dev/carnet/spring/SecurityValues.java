package dev.carnet.spring;

import dev.carnet.options.ValueAdapter;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.DefaultCsrfToken;

/** How values of Spring Security's are stored that need nobody's Jackson: the CSRF token, and why a login failed. */
final class SecurityValues {
    private static final String SPRING_SECURITY = "org.springframework.security.";

    private SecurityValues() {}

    static ValueAdapter<CsrfToken> csrfToken() {
        return ValueAdapter.of(
                "spring.CsrfToken",
                CsrfToken.class,
                token -> fields(
                        "header",
                        token.getHeaderName(),
                        "parameter",
                        token.getParameterName(),
                        "token",
                        token.getToken()),
                plain -> new DefaultCsrfToken(text(plain, "header"), text(plain, "parameter"), text(plain, "token")));
    }

    /**
     * An exception comes back with its message, as its own class or the closest of Spring Security's above it that is made of a
     * message; its cause and its stack trace do not.
     */
    static ValueAdapter<AuthenticationException> exception() {
        return ValueAdapter.of(
                "spring.AuthenticationException",
                AuthenticationException.class,
                exception -> fields("class", stored(exception.getClass()).getName(), "message", exception.getMessage()),
                plain -> exception(text(plain, "class"), ((Map<?, ?>) plain).get("message")));
    }

    private static Class<?> stored(Class<?> type) {
        Class<?> each = type;
        while (constructor(each) == null) {
            each = each.getSuperclass();
            if (each == AuthenticationException.class) {
                return UnnamedAuthenticationException.class;
            }
        }
        return each;
    }

    private static @Nullable Constructor<?> constructor(Class<?> type) {
        boolean isCandidate = type.getName().startsWith(SPRING_SECURITY)
                && AuthenticationException.class.isAssignableFrom(type)
                && !Modifier.isAbstract(type.getModifiers());
        if (!isCandidate && type != UnnamedAuthenticationException.class) {
            return null;
        }
        try {
            return type.getConstructor(String.class);
        } catch (NoSuchMethodException e) {
            return null;
        }
    }

    private static AuthenticationException exception(String className, @Nullable Object message) {
        Constructor<?> constructor = constructor(load(className));
        if (constructor == null) {
            throw new IllegalArgumentException(
                    className + " is not a login exception that can be created from a" + " message");
        }
        try {
            return (AuthenticationException) constructor.newInstance(message);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(className + " cannot be created from a message", e);
        }
    }

    private static Class<?> load(String className) {
        if (!className.startsWith(SPRING_SECURITY)
                && !className.equals(UnnamedAuthenticationException.class.getName())) {
            throw new IllegalArgumentException(className + " is not a class of Spring Security");
        }
        try {
            return Class.forName(className, false, AuthenticationException.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException("there is no class " + className, e);
        }
    }

    private static Map<String, @Nullable Object> fields(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }

    private static String text(Object plain, String name) {
        return (String) Objects.requireNonNull(((Map<?, ?>) plain).get(name), name);
    }

    /** What an application's own exception becomes that has none of Spring Security's above it but the root. */
    static final class UnnamedAuthenticationException extends AuthenticationException {
        private static final long serialVersionUID = 1L;

        public UnnamedAuthenticationException(@Nullable String message) {
            super(message);
        }
    }
}
