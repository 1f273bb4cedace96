package dev.carnet.web;

import jakarta.servlet.http.HttpSession;
import java.lang.annotation.Annotation;
import java.lang.reflect.Array;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The CDI beans that live in the container's own session, if there is CDI: asked by reflection, for few have it. */
public final class SessionScopedBeans {
    private static final Logger LOG = LoggerFactory.getLogger(SessionScopedBeans.class);
    private static final String SCOPE = "jakarta.enterprise.context.SessionScoped";

    private SessionScopedBeans() {}

    /** Their classes' names, sorted. */
    public static List<String> names() {
        try {
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            Class<?> cdi = Class.forName("jakarta.enterprise.inject.spi.CDI", true, loader);
            Object container = cdi.getMethod("current").invoke(null);
            Object manager = cdi.getMethod("getBeanManager").invoke(container);
            Class<?> any = Class.forName("jakarta.enterprise.inject.Any$Literal", true, loader);
            Object qualifiers = Array.newInstance(Annotation.class, 1);
            Array.set(qualifiers, 0, any.getField("INSTANCE").get(null));
            Class<?> managers = Class.forName("jakarta.enterprise.inject.spi.BeanManager", true, loader);
            Object beans = managers.getMethod("getBeans", java.lang.reflect.Type.class, Annotation[].class)
                    .invoke(manager, Object.class, qualifiers);
            Class<?> bean = Class.forName("jakarta.enterprise.inject.spi.Bean", true, loader);
            TreeSet<String> names = new TreeSet<>();
            for (Object each : (Collection<?>) beans) {
                Class<?> scope = (Class<?>) bean.getMethod("getScope").invoke(each);
                Collection<?> types = (Collection<?>) bean.getMethod("getTypes").invoke(each);
                // The session itself, which CDI gives to whoever injects it, is in every application.
                if (scope.getName().equals(SCOPE) && !types.contains(HttpSession.class)) {
                    names.add(((Class<?>) bean.getMethod("getBeanClass").invoke(each)).getName());
                }
            }
            return List.copyOf(names);
        } catch (ClassNotFoundException withoutCdi) {
            return List.of();
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.debug("CDI does not list its beans", e);
            return List.of();
        }
    }
}
