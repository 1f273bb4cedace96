package dev.carnet.servlet;

import jakarta.servlet.ServletContext;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EventListener;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Facts about an application that the Servlet API does not provide, read from the container's own objects by reflection,
 * because this module depends on no container.
 *
 * @param listeners the registered session listeners, in order
 * @param loginMethod the value of {@code <auth-method>}, such as {@code FORM}; null without a login
 * @param upgradesFirst whether a filter that handles WebSocket handshakes precedes all others
 */
record ContainerFacts(
        List<EventListener> listeners, @Nullable String loginMethod, boolean upgradesFirst) {
    private static final Logger LOG = LoggerFactory.getLogger(ContainerFacts.class);

    /** Whose session listeners are a part of the container, of its sessions or of its CDI. */
    private static final List<String> CONTAINERS = List.of(
            "org.apache.catalina.", "org.eclipse.jetty.", "io.undertow.", "org.jboss.weld.", "org.apache.webbeans.");

    /** Empty on an unknown container or an unsupported version. */
    static Optional<ContainerFacts> of(ServletContext context) {
        String type = context.getClass().getName();
        try {
            if (type.startsWith("org.apache.catalina.")) {
                return Optional.of(tomcat(context));
            }
            if (type.startsWith("org.eclipse.jetty.")) {
                return Optional.of(jetty(context));
            }
            if (type.startsWith("io.undertow.")) {
                return Optional.of(undertow(context));
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.debug("the container does not list its session listeners", e);
        }
        return Optional.empty();
    }

    /** A façade of an ApplicationContext of a StandardContext. */
    private static ContainerFacts tomcat(ServletContext facade) throws ReflectiveOperationException {
        Object application = facade.getClass().getSimpleName().endsWith("Facade") ? field(facade, "context") : facade;
        Object standard = field(application, "context");
        List<EventListener> listeners = new ArrayList<>();
        addListeners(call(standard, "getApplicationLifecycleListeners"), listeners);
        addListeners(call(standard, "getApplicationEventListeners"), listeners);
        Object login = call(standard, "getLoginConfig");
        return new ContainerFacts(listeners, login == null ? null : (String) call(login, "getAuthMethod"), false);
    }

    /** An inner class of a ServletContextHandler. */
    private static ContainerFacts jetty(ServletContext inner) throws ReflectiveOperationException {
        Object handler = call(inner, "getContextHandler");
        List<EventListener> listeners = new ArrayList<>();
        addListeners(call(handler, "getEventListeners"), listeners);
        Object sessions = call(handler, "getSessionHandler");
        if (sessions != null) {
            addListeners(call(sessions, "getEventListeners"), listeners);
        }
        Object security = call(handler, "getSecurityHandler");
        return new ContainerFacts(
                listeners.stream().distinct().toList(),
                security == null ? null : (String) call(security, "getAuthenticationType"),
                isFirstFilterForUpgrades(call(handler, "getServletHandler")));
    }

    private static boolean isFirstFilterForUpgrades(@Nullable Object servlets) throws ReflectiveOperationException {
        Object[] mappings = (Object[]) call(servlets, "getFilterMappings");
        return mappings != null
                && mappings.length > 0
                && String.valueOf(call(mappings[0], "getFilterName")).endsWith(".WebSocketUpgradeFilter");
    }

    private static ContainerFacts undertow(ServletContext context) throws ReflectiveOperationException {
        Object deployment = call(context, "getDeployment");
        Object registered = call(deployment, "getApplicationListeners");
        List<EventListener> listeners = new ArrayList<>();
        for (String each : List.of("httpSessionListeners", "httpSessionAttributeListeners", "httpSessionIdListeners")) {
            for (Object managed : (Object[]) field(registered, each)) {
                addListeners(List.of(call(managed, "instance")), listeners);
            }
        }
        Object login = call(call(deployment, "getDeploymentInfo"), "getLoginConfig");
        Collection<?> methods =
                login == null ? List.of() : (Collection<?>) Objects.requireNonNull(call(login, "getAuthMethods"));
        String method =
                methods.isEmpty() ? null : (String) call(methods.iterator().next(), "getName");
        return new ContainerFacts(listeners.stream().distinct().toList(), method, false);
    }

    private static void addListeners(@Nullable Object found, List<EventListener> listeners) {
        Collection<?> all = found instanceof Object[] array
                ? Arrays.asList(array)
                : found instanceof Collection<?> collection ? collection : List.of();
        for (Object each : all) {
            if (each instanceof EventListener listener
                    && SessionListeners.isSupported(listener)
                    && !isForContainersSessions(listener)
                    && !listeners.contains(listener)) {
                listeners.add(listener);
            }
        }
    }

    /** Whether it can do with the container's own sessions alone, and fails with any other or puts its own objects into it. */
    private static boolean isForContainersSessions(EventListener listener) {
        return CONTAINERS.stream().anyMatch(listener.getClass().getName()::startsWith);
    }

    private static @Nullable Object call(@Nullable Object from, String method) throws ReflectiveOperationException {
        Object target = Objects.requireNonNull(from);
        for (Class<?> type = target.getClass(); type != null; type = type.getSuperclass()) {
            for (Method each : type.getDeclaredMethods()) {
                if (each.getName().equals(method) && each.getParameterCount() == 0) {
                    each.setAccessible(true);
                    return each.invoke(target);
                }
            }
        }
        throw new NoSuchMethodException(target.getClass().getName() + "." + method);
    }

    private static Object field(@Nullable Object from, String name) throws ReflectiveOperationException {
        Object target = Objects.requireNonNull(from);
        for (Class<?> type = target.getClass(); type != null; type = type.getSuperclass()) {
            for (Field each : type.getDeclaredFields()) {
                if (each.getName().equals(name)) {
                    each.setAccessible(true);
                    return each.get(target);
                }
            }
        }
        throw new NoSuchFieldException(target.getClass().getName() + "." + name);
    }
}
