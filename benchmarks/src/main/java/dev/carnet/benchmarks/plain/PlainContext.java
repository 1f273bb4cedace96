package dev.carnet.benchmarks.plain;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Set;

/** The application's context: the root, without anything in it. */
final class PlainContext {
    static final ServletContext INSTANCE = (ServletContext) Proxy.newProxyInstance(
            PlainContext.class.getClassLoader(),
            new Class<?>[] {ServletContext.class},
            (proxy, method, arguments) -> switch (method.getName()) {
                case "getContextPath" -> "";
                case "getAttribute", "getSessionCookieConfig" -> null;
                case "getMajorVersion" -> 6;
                case "getMinorVersion" -> 1;
                case "getSessionTimeout" -> 30;
                case "getEffectiveSessionTrackingModes", "getDefaultSessionTrackingModes" -> Set.of();
                case "hashCode" -> 1;
                case "equals" -> proxy == arguments[0];
                default -> throw new UnsupportedOperationException(method.toString());
            });

    private PlainContext() {}

    /** What a filter is told when it begins. */
    static FilterConfig configOf(String filter) {
        return new FilterConfig() {
            @Override
            public String getFilterName() {
                return filter;
            }

            @Override
            public ServletContext getServletContext() {
                return INSTANCE;
            }

            @Override
            @SuppressWarnings("NullAway") // null without a value, as the interface says
            public String getInitParameter(String name) {
                return null;
            }

            @Override
            public Enumeration<String> getInitParameterNames() {
                return Collections.emptyEnumeration();
            }
        };
    }
}
