package dev.carnet.web.cdi;

import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;

/** Calls to an application's own CDI and Weld. */
record Reflection(ClassLoader application) {
    private static final Class<?>[] NONE = {};

    Class<?> type(String name) {
        try {
            return Class.forName(name, false, application);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("the application has no class " + name, e);
        }
    }

    /** @param on null for a static method */
    Object call(String owner, @Nullable Object on, String method) {
        return call(owner, on, method, NONE);
    }

    Object call(String owner, @Nullable Object on, String method, Class<?>[] parameters, Object... arguments) {
        try {
            return type(owner).getMethod(method, parameters).invoke(on, arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(owner + "." + method + ": " + e.getCause(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("CDI has changed: " + owner + "." + method, e);
        }
    }

    Object constant(String owner, String field) {
        try {
            return type(owner).getField(field).get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("CDI has changed: " + owner + "." + field, e);
        }
    }

    /** What Weld keeps a bean's instance in. */
    Object holder(Object bean, Object instance) {
        String weld = "org.jboss.weld.";
        Class<?> contextual = type("jakarta.enterprise.context.spi.Contextual");
        Class<?> creational = type("jakarta.enterprise.context.spi.CreationalContext");
        Object manager = call(weld + "bean.RIBean", bean, "getBeanManager");
        Object created = call(
                "jakarta.enterprise.inject.spi.BeanManager",
                manager,
                "createCreationalContext",
                new Class<?>[] {contextual},
                bean);
        Class<?> store = type(weld + "serialization.spi.ContextualStore");
        Object services = call(weld + "manager.api.WeldManager", manager, "getServices");
        Object contextuals =
                call(weld + "bootstrap.api.ServiceRegistry", services, "get", new Class<?>[] {Class.class}, store);
        return call(
                store.getName(),
                contextuals,
                "getSerializableContextualInstance",
                new Class<?>[] {contextual, Object.class, creational},
                bean,
                instance,
                created);
    }
}
