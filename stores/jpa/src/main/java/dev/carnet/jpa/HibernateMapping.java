package dev.carnet.jpa;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.metamodel.EntityType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.entity.EntityPersister;

/**
 * Hibernate's mapping of an entity. By default Hibernate updates every column, changed or not.
 *
 * @param persister its own description
 */
record HibernateMapping(EntityPersister persister) implements ProviderMapping {
    static HibernateMapping of(EntityManagerFactory factory, EntityType<?> entity) {
        return new HibernateMapping(factory.unwrap(SessionFactoryImplementor.class)
                .getMappingMetamodel()
                .getEntityDescriptor(entity.getJavaType()));
    }

    @Override
    public Optional<String> column(String attribute) {
        List<SelectableMapping> columns = columns(attribute);
        return columns.size() == 1 && !columns.get(0).isFormula()
                ? Optional.of(columns.get(0).getSelectionExpression().replaceAll("[\"`\\[\\]]", ""))
                : Optional.empty();
    }

    @Override
    public boolean savesUnchanged(String attribute) {
        return persister.isMutable()
                && !persister.isDynamicUpdate()
                && !attribute.equals(persister.getIdentifierPropertyName())
                && columns(attribute).stream().anyMatch(SelectableMapping::isUpdateable);
    }

    private List<SelectableMapping> columns(String attribute) {
        List<SelectableMapping> columns = new ArrayList<>();
        ModelPart part = persister.findSubPart(attribute);
        if (part != null) {
            part.forEachSelectable((index, column) -> columns.add(column));
        }
        return columns;
    }
}
