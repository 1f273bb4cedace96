package dev.carnet.jpa;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.metamodel.EntityType;
import java.util.Optional;
import org.eclipse.persistence.descriptors.ClassDescriptor;
import org.eclipse.persistence.internal.helper.DatabaseField;
import org.eclipse.persistence.mappings.DatabaseMapping;
import org.eclipse.persistence.sessions.server.ServerSession;

/**
 * EclipseLink's mapping of an entity. EclipseLink updates only the columns that the application changed.
 *
 * @param descriptor its own description
 */
record EclipseLinkMapping(ClassDescriptor descriptor) implements ProviderMapping {
    static EclipseLinkMapping of(EntityManagerFactory factory, EntityType<?> entity) {
        return new EclipseLinkMapping(factory.unwrap(ServerSession.class).getDescriptor(entity.getJavaType()));
    }

    @Override
    public Optional<String> column(String attribute) {
        return Optional.ofNullable(descriptor.getMappingForAttributeName(attribute))
                .map(DatabaseMapping::getField)
                .map(DatabaseField::getName);
    }

    @Override
    public boolean savesUnchanged(String attribute) {
        return false;
    }
}
