package dev.carnet.jpa.entity;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.metamodel.EntityType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Asks Hibernate how it maps an entity. By default Hibernate updates every column, changed or not. Its classes are called by
 * name, so that neither Carnet nor its command line is built with them.
 */
public final class HibernateMapping {
    private HibernateMapping() {}

    /**
     * What the provider knows of an entity.
     *
     * @throws ReflectiveOperationException if this version has other classes
     */
    public static ProviderMapping of(
            EntityManagerFactory factory, ClassLoader loader, EntityType<?> entity, List<String> attributes)
            throws ReflectiveOperationException {
        Object hibernate =
                factory.unwrap(Class.forName("org.hibernate.engine.spi.SessionFactoryImplementor", false, loader));
        Object metamodel = call(hibernate, "getMappingMetamodel");
        Object persister = metamodel
                .getClass()
                .getMethod("getEntityDescriptor", Class.class)
                .invoke(metamodel, entity.getJavaType());
        return new ProviderMapping(columns(persister, attributes), savedUnchanged(persister));
    }

    private static Map<String, String> columns(Object persister, List<String> attributes)
            throws ReflectiveOperationException {
        Map<String, String> columns = new HashMap<>();
        for (String each : attributes) {
            String[] names = (String[]) persister
                    .getClass()
                    .getMethod("getPropertyColumnNames", String.class)
                    .invoke(persister, each);
            if (names != null && names.length == 1 && names[0] != null) {
                columns.put(each, names[0].replaceAll("[\"`\\[\\]]", ""));
            }
        }
        return columns;
    }

    private static Set<String> savedUnchanged(Object persister) throws ReflectiveOperationException {
        Set<String> saved = new HashSet<>();
        if ((boolean) call(persister, "isMutable") && !(boolean) call(persister, "isDynamicUpdate")) {
            String[] names = (String[]) call(persister, "getPropertyNames");
            boolean[] updatable = (boolean[]) call(persister, "getPropertyUpdateability");
            for (int i = 0; i < names.length; i++) {
                if (updatable[i]) {
                    saved.add(names[i]);
                }
            }
        }
        return saved;
    }

    private static Object call(Object target, String method) throws ReflectiveOperationException {
        return target.getClass().getMethod(method).invoke(target);
    }
}
