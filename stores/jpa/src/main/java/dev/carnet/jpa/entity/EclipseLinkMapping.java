package dev.carnet.jpa.entity;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.metamodel.EntityType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Asks EclipseLink how it maps an entity. EclipseLink updates only the columns that the application changed. Its classes are
 * called by name, so that neither Carnet nor its command line is built with them.
 */
public final class EclipseLinkMapping {
    private EclipseLinkMapping() {}

    /**
     * What the provider knows of an entity.
     *
     * @throws ReflectiveOperationException if this version has other classes
     */
    public static ProviderMapping of(
            EntityManagerFactory factory, ClassLoader loader, EntityType<?> entity, List<String> attributes)
            throws ReflectiveOperationException {
        Object session =
                factory.unwrap(Class.forName("org.eclipse.persistence.sessions.server.ServerSession", false, loader));
        Object descriptor =
                session.getClass().getMethod("getDescriptor", Class.class).invoke(session, entity.getJavaType());
        Map<String, String> columns = new HashMap<>();
        for (String each : attributes) {
            Object mapping = descriptor
                    .getClass()
                    .getMethod("getMappingForAttributeName", String.class)
                    .invoke(descriptor, each);
            Object field = mapping == null
                    ? null
                    : mapping.getClass().getMethod("getField").invoke(mapping);
            if (field != null) {
                columns.put(each, (String) field.getClass().getMethod("getName").invoke(field));
            }
        }
        return new ProviderMapping(columns, Set.of());
    }
}
