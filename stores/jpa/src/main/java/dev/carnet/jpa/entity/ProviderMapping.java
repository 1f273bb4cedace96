package dev.carnet.jpa.entity;

import jakarta.persistence.Column;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.EntityType;
import java.lang.reflect.AnnotatedElement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.LoggerFactory;

/**
 * What a persistence provider knows about the mapping of an entity, from annotations or XML, beyond the standard metamodel.
 *
 * @param columns the columns of basic attributes, without quotes, by the attributes' names; those that are known
 * @param savedUnchanged the attributes that a save of the entity writes even if the application did not change them
 */
record ProviderMapping(Map<String, String> columns, Set<String> savedUnchanged) {
    /** As the unit's provider says; by annotations alone for a provider, or a version of one, that is not known here. */
    static ProviderMapping of(EntityManagerFactory factory, EntityType<?> entity) {
        List<String> attributes = EntityNames.basic(entity.getSingularAttributes().stream())
                .map(Attribute::getName)
                .toList();
        try (EntityManager manager = factory.createEntityManager()) {
            // The factory itself may be wrapped, by Spring or an application server.
            Class<?> provider = manager.getDelegate().getClass();
            if (provider.getName().startsWith("org.hibernate.")) {
                return HibernateMapping.of(factory, provider.getClassLoader(), entity, attributes);
            }
            if (provider.getName().startsWith("org.eclipse.persistence.")) {
                return EclipseLinkMapping.of(factory, provider.getClassLoader(), entity, attributes);
            }
        } catch (ReflectiveOperationException e) {
            LoggerFactory.getLogger(ProviderMapping.class)
                    .warn(
                            "JPA: this version of the persistence provider is unknown, so columns are found by"
                                    + " annotations only: {}",
                            e.toString());
        }
        return annotated(entity, attributes);
    }

    private static ProviderMapping annotated(EntityType<?> entity, List<String> attributes) {
        Map<String, String> columns = new HashMap<>();
        attributes.forEach(
                each -> annotatedColumn(entity.getAttribute(each)).ifPresent(column -> columns.put(each, column)));
        return new ProviderMapping(columns, Set.of());
    }

    /** The name that an annotation gives an attribute's column. */
    static Optional<String> annotatedColumn(Attribute<?, ?> attribute) {
        return attribute.getJavaMember() instanceof AnnotatedElement member
                ? Optional.ofNullable(member.getAnnotation(Column.class))
                        .map(Column::name)
                        .filter(name -> !name.isEmpty())
                : Optional.empty();
    }

    /** The column of a basic attribute; empty if it is unknown or the attribute has several. */
    Optional<String> column(String attribute) {
        return Optional.ofNullable(columns.get(attribute));
    }

    /** Whether saving an entity that the application changed also writes this attribute when the application did not change it. */
    boolean savesUnchanged(String attribute) {
        return savedUnchanged.contains(attribute);
    }
}
