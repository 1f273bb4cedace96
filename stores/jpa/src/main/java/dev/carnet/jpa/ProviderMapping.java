package dev.carnet.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.EntityType;
import java.lang.reflect.AnnotatedElement;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** What a persistence provider knows about the mapping of an entity, from annotations or XML, beyond the standard metamodel. */
interface ProviderMapping {
    /** The column of a basic attribute, without quotes; empty if it is unknown or the attribute has several. */
    Optional<String> column(String attribute);

    /** Whether saving an entity that the application changed also writes this attribute when the application did not change it. */
    boolean savesUnchanged(String attribute);

    /** As the unit's provider says; by annotations alone for a provider, or a version of one, that is not known here. */
    static ProviderMapping of(EntityManagerFactory factory, EntityType<?> entity) {
        String provider = provider(factory);
        try {
            if (provider.startsWith("org.hibernate.")) {
                return HibernateMapping.of(factory, entity);
            }
            if (provider.startsWith("org.eclipse.persistence.")) {
                return EclipseLinkMapping.of(factory, entity);
            }
        } catch (LinkageError e) {
            LoggerFactory.getLogger(ProviderMapping.class)
                    .warn(
                            "DBIC: this version of the persistence provider is not known, so columns are found by annotations"
                                    + " only: {}",
                            e.toString());
        }
        return annotated(entity);
    }

    /** The class that the provider's entity managers have; an application server or Spring may wrap the factory. */
    private static String provider(EntityManagerFactory factory) {
        try (EntityManager manager = factory.createEntityManager()) {
            return manager.getDelegate().getClass().getName();
        }
    }

    private static ProviderMapping annotated(EntityType<?> entity) {
        return new ProviderMapping() {
            @Override
            public Optional<String> column(String attribute) {
                return annotatedColumn(entity.getAttribute(attribute));
            }

            @Override
            public boolean savesUnchanged(String attribute) {
                return false;
            }
        };
    }

    /** The name that an annotation gives an attribute's column. */
    static Optional<String> annotatedColumn(Attribute<?, ?> attribute) {
        return attribute.getJavaMember() instanceof AnnotatedElement member
                ? Optional.ofNullable(member.getAnnotation(Column.class))
                        .map(Column::name)
                        .filter(name -> !name.isEmpty())
                : Optional.empty();
    }
}
