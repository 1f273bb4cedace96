package dev.carnet.web.cdi;

import dev.carnet.error.ConfigurationException;
import dev.carnet.options.AllowedTypes;
import dev.carnet.options.TransientAttributes;
import dev.carnet.options.ValueAdapter;
import java.lang.annotation.Annotation;
import java.lang.reflect.Array;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An application's beans in CDI's session scope, as Weld keeps them in the container's session: stored as their class and
 * state. Weld is the application's own, so it is asked by reflection. Immutable.
 */
public final class SessionBeans {
    private static final String WELD = "org.jboss.weld.";
    private static final String SESSION_SCOPED = "jakarta.enterprise.context.SessionScoped";
    private static final String CONVERSATION_SCOPED = "jakarta.enterprise.context.ConversationScoped";

    /** Its locks and conversations, which it makes anew where they are missing. */
    private static final TransientAttributes WELDS_OWN = (name, value) -> name.startsWith(WELD + "context.Conversation")
            || (value.getClass().getName().startsWith(WELD) && !isHolder(value.getClass()));

    private final Reflection weld;
    private final Map<String, Object> beans;

    private SessionBeans(Reflection weld, Map<String, Object> beans) {
        this.weld = weld;
        this.beans = beans;
    }

    private static boolean isHolder(Class<?> type) {
        return type.getSimpleName().startsWith("SerializableContextualInstance");
    }

    /**
     * The beans of an application that has started its CDI; empty without CDI.
     *
     * @param application the loader of its classes, which is the thread's
     * @param allowed the classes that sessions may hold
     * @throws ConfigurationException if a bean cannot be kept; the message names each and what to do
     */
    public static Optional<SessionBeans> of(ClassLoader application, AllowedTypes allowed) {
        Object manager;
        Reflection reflection = new Reflection(application);
        try {
            Object cdi = reflection.call("jakarta.enterprise.inject.spi.CDI", null, "current");
            manager = reflection.call("jakarta.enterprise.inject.spi.CDI", cdi, "getBeanManager");
        } catch (IllegalStateException withoutCdi) {
            return Optional.empty();
        }
        Map<String, Object> kept = new TreeMap<>();
        List<String> refused = new ArrayList<>();
        for (Object bean : beans(reflection, manager)) {
            String scope = ((Class<?>) ofBean(reflection, bean, "getScope")).getName();
            Class<?> type = (Class<?>) ofBean(reflection, bean, "getBeanClass");
            if (scope.equals(CONVERSATION_SCOPED)) {
                refused.add(type.getName() + " is @ConversationScoped, but conversations are kept in the memory of"
                        + " one node; make it @RequestScoped or @SessionScoped");
            } else if (scope.equals(SESSION_SCOPED) && !isContainers(bean)) {
                String why = refusal(reflection, bean, type, allowed);
                if (why != null || kept.put(type.getName(), bean) != null) {
                    refused.add(type.getName() + (why == null ? " is the class of several beans" : why));
                }
            }
        }
        if (!refused.isEmpty()) {
            throw new ConfigurationException(
                    "session-scoped CDI beans cannot be stored: " + String.join("; ", refused));
        }
        return kept.isEmpty() ? Optional.empty() : Optional.of(new SessionBeans(reflection, kept));
    }

    /** Whether it is the session itself, which CDI gives to whoever injects it. */
    private static boolean isContainers(Object bean) {
        return bean.getClass().getName().startsWith(WELD + "module.web")
                || bean.getClass().getName().contains("HttpSessionBean");
    }

    private static @Nullable String refusal(Reflection weld, Object bean, Class<?> type, AllowedTypes allowed) {
        if (!allowed.byName().containsValue(type)
                && allowed.packageOf(type.getName()).isEmpty()) {
            return " is not an allowed class; add it to allowed_types";
        }
        if (!((Collection<?>) ofBean(weld, bean, "getTypes")).contains(type)) {
            return " is a producer; make the bean's own class @SessionScoped";
        }
        if (!((Collection<?>) ofBean(weld, bean, "getInjectionPoints")).isEmpty()) {
            return " has injected fields, which cannot be stored; get these objects by CDI.current().select(...)"
                    + " where they are used";
        }
        return null;
    }

    private static Collection<?> beans(Reflection reflection, Object manager) {
        Object any = reflection.constant("jakarta.enterprise.inject.Any$Literal", "INSTANCE");
        Object qualifiers = Array.newInstance(Annotation.class, 1);
        Array.set(qualifiers, 0, any);
        return (Collection<?>) reflection.call(
                "jakarta.enterprise.inject.spi.BeanManager",
                manager,
                "getBeans",
                new Class<?>[] {Type.class, Annotation[].class},
                Object.class,
                qualifiers);
    }

    private static Object ofBean(Reflection reflection, Object bean, String question) {
        String owner = question.equals("getScope") || question.equals("getTypes")
                ? "jakarta.enterprise.inject.spi.BeanAttributes"
                : "jakarta.enterprise.inject.spi.Bean";
        return reflection.call(owner, bean, question);
    }

    /** What is never stored of Weld's own objects, whether there are beans of the session or not. */
    public static TransientAttributes transients() {
        return WELDS_OWN;
    }

    /** These types and the beans among them, as Weld holds them. */
    public AllowedTypes allow(AllowedTypes allowed) {
        BeanState states = BeanState.of(allowed);
        Class<?> holder = weld.type(WELD + "serialization.spi.helpers.SerializableContextualInstance");
        return allowed.and(adapter(holder, states));
    }

    private <T> ValueAdapter<T> adapter(Class<T> holder, BeanState states) {
        return ValueAdapter.of(
                "cdi-bean", holder, each -> toPlain(each, states), plain -> holder.cast(fromPlain(plain, states)));
    }

    private Map<String, Object> toPlain(Object holder, BeanState states) {
        Object instance = weld.call(WELD + "context.api.ContextualInstance", holder, "getInstance");
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("bean", requireBean(instance.getClass().getName()).getKey());
        states.write(instance, plain);
        return plain;
    }

    private Object fromPlain(Object plain, BeanState states) {
        Map<?, ?> stored = (Map<?, ?>) plain;
        Map.Entry<String, Object> bean = requireBean(String.valueOf(stored.get("bean")));
        return weld.holder(bean.getValue(), states.read(stored, weld.type(bean.getKey())));
    }

    private Map.Entry<String, Object> requireBean(String type) {
        Object bean = beans.get(type);
        if (bean == null) {
            throw new IllegalArgumentException("the application has no session-scoped bean of the class " + type
                    + "; beans with interceptors or decorators cannot be stored");
        }
        return Map.entry(type, Objects.requireNonNull(bean));
    }
}
