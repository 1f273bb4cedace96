package dev.carnet.spring;

import dev.carnet.error.ConfigurationException;
import org.springframework.beans.factory.ListableBeanFactory;

/** The one bean of a type that the application means: its only one, or its primary one. */
final class OnlyBean {
    private OnlyBean() {}

    /** @throws ConfigurationException if there are several, and none is primary */
    static <T> T of(Class<T> type, ListableBeanFactory beans) {
        T found = beans.getBeanProvider(type).getIfUnique();
        if (found == null) {
            String names = String.join(", ", beans.getBeanNamesForType(type));
            throw new ConfigurationException("of the beans of type " + type.getSimpleName() + " (" + names
                    + ") none is primary, so Carnet cannot choose the one for sessions. Mark one with @Primary, or"
                    + " define a bean StoreClient that supplies the right one");
        }
        return found;
    }
}
