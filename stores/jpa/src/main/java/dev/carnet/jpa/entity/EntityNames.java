package dev.carnet.jpa.entity;

import dev.carnet.error.ConfigurationException;
import dev.carnet.spi.setup.Setting;
import dev.carnet.spi.setup.Settings;
import jakarta.persistence.metamodel.Attribute.PersistentAttributeType;
import jakarta.persistence.metamodel.EmbeddableType;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.Metamodel;
import jakarta.persistence.metamodel.SingularAttribute;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * Finds an entity of a unit, and attributes of an entity, by the names that settings give.
 *
 * @param entity the entity
 * @param attributes its basic attributes, in the order of their names
 */
record EntityNames(EntityType<?> entity, List<EntityAttribute> attributes) {
    private static final List<BiPredicate<EntityType<?>, String>> READINGS = List.of(
            (each, written) -> each.getName().equals(written),
            (each, written) -> each.getJavaType().getName().equals(written),
            (each, written) -> each.getJavaType().getSimpleName().equals(written));

    static EntityNames of(EntityType<?> entity, ProviderMapping mapping) {
        return new EntityNames(
                entity,
                basic(entity.getSingularAttributes().stream())
                        .map(each -> EntityAttribute.of(each, mapping.column(each.getName())))
                        .sorted((a, b) -> a.name().compareTo(b.name()))
                        .toList());
    }

    static Stream<SingularAttribute<?, ?>> basic(Stream<? extends SingularAttribute<?, ?>> attributes) {
        return attributes
                .filter(each -> each.getPersistentAttributeType() == PersistentAttributeType.BASIC)
                .map(each -> each);
    }

    /** The entity that {@code resultset} names; throws {@link ConfigurationException} if that is none, or several. */
    static EntityType<?> entity(Metamodel metamodel, String written, Settings places) {
        List<EntityType<?>> all = List.copyOf(metamodel.getEntities());
        return new NameChoice<>(
                        "entity",
                        all,
                        READINGS,
                        each -> List.of(each.getName()),
                        each -> each.getName() + " (" + each.getJavaType().getName() + ")")
                .find(written, "the persistence unit", EntitySettings.RESULTSET, places);
    }

    /** The attribute that a setting names; throws {@link ConfigurationException} if that is none, or several. */
    EntityAttribute attribute(String written, Setting<String> setting, Settings places) {
        NameChoice<EntityAttribute> choice = new NameChoice<>(
                "attribute or column",
                attributes,
                EntityAttribute.READINGS,
                EntityAttribute::names,
                EntityAttribute::toString);
        if (!choice.isThere(written)) {
            embedded(written).findFirst().ifPresent(path -> {
                throw places.invalid(
                        setting,
                        "'" + written + "' is the attribute " + path + " inside an embeddable class; Carnet needs an"
                                + " attribute of the entity " + entity.getName()
                                + " itself. Use a plain attribute: with an @EmbeddedId, a second unique column, or"
                                + " @IdClass instead of it");
            });
        }
        return choice.find(written, "the entity " + entity.getName(), setting, places);
    }

    /** The paths of attributes in embeddable classes that a name may mean. */
    private Stream<String> embedded(String written) {
        return entity.getSingularAttributes().stream()
                .filter(each -> each.getType() instanceof EmbeddableType<?>)
                .flatMap(outer -> basic(((EmbeddableType<?>) outer.getType()).getSingularAttributes().stream())
                        .map(each -> EntityAttribute.of(each, ProviderMapping.annotatedColumn(each)))
                        .filter(each ->
                                EntityAttribute.READINGS.stream().anyMatch(reading -> reading.test(each, written))
                                        || written.equals(outer.getName() + "." + each.name()))
                        .map(each -> outer.getName() + "." + each.name()));
    }
}
