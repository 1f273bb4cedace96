package dev.carnet.jpa;

import dev.carnet.ConfigurationException;
import dev.carnet.jpa.Bookkeeping.Part;
import dev.carnet.spi.Setting;
import dev.carnet.spi.Settings;
import jakarta.persistence.Column;
import jakarta.persistence.Lob;
import jakarta.persistence.metamodel.Attribute.PersistentAttributeType;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.Metamodel;
import jakarta.persistence.metamodel.SingularAttribute;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds the entity and the attributes that options name, and says what is wrong with a name by its setting. */
final class EntityLookup {
    /** Characters of a key, {@link dev.carnet.spi.SessionKey}. */
    private static final int KEY_LENGTH = 40;

    private static final Set<Class<?>> NUMBERS = Set.of(Long.class, long.class);
    private static final Set<Class<?>> COUNTERS =
            Set.of(Long.class, long.class, Integer.class, int.class, Short.class, short.class);

    private final JpaOptions options;
    private final Settings places;
    private final EntityType<?> entity;
    private final List<EntityAttribute> attributes;

    /**
     * @param places where each setting stands, for messages
     * @throws ConfigurationException if there is no such entity
     */
    EntityLookup(Metamodel metamodel, JpaOptions options, Settings places) {
        this.options = options;
        this.places = places;
        String written = options.entity();
        entity = metamodel.getEntities().stream()
                .filter(each -> isCalled(each, written))
                .findFirst()
                .orElseThrow(() -> places.unknown(
                        EntitySettings.RESULTSET,
                        "the persistence unit has no entity '" + written + "'",
                        written,
                        metamodel.getEntities().stream()
                                .map(EntityType::getName)
                                .sorted()
                                .toList()));
        attributes = basicAttributes().map(EntityAttribute::of).toList();
    }

    private static boolean isCalled(EntityType<?> entity, String written) {
        Class<?> type = entity.getJavaType();
        return entity.getName().equals(written)
                || type.getName().equals(written)
                || type.getSimpleName().equals(written);
    }

    private java.util.stream.Stream<? extends SingularAttribute<?, ?>> basicAttributes() {
        return entity.getSingularAttributes().stream()
                .filter(each -> each.getPersistentAttributeType() == PersistentAttributeType.BASIC);
    }

    /** The entity with its attributes; throws {@link ConfigurationException} if one is missing or of no use. */
    SessionEntity find() {
        EntityAttribute id = id();
        EntityAttribute data = named(options.data(), EntitySettings.DATA_COLUMN);
        requireType(data, EntitySettings.DATA_COLUMN, "String or byte[]", Set.of(String.class, byte[].class)::contains);
        try {
            return new SessionEntity(
                    entity.getName(),
                    constructor(),
                    id,
                    data,
                    data.annotation(Lob.class) != null,
                    bookkeeping(),
                    managedVersion());
        } catch (IllegalArgumentException e) {
            throw places.invalid(EntitySettings.RESULTSET, String.valueOf(e.getMessage()));
        }
    }

    private EntityAttribute id() {
        EntityAttribute id = named(options.id(), EntitySettings.ID_COLUMN);
        requireType(id, EntitySettings.ID_COLUMN, "String", String.class::equals);
        Column column = id.annotation(Column.class);
        if (column != null
                && column.length() < KEY_LENGTH
                && column.columnDefinition().isEmpty()) {
            throw places.invalid(
                    EntitySettings.ID_COLUMN,
                    "the attribute " + id + " takes " + column.length() + " characters, and a key has " + KEY_LENGTH
                            + "; widen its column");
        }
        return id;
    }

    private EntityAttribute named(String written, Setting<String> setting) {
        return attributes.stream()
                .filter(each -> each.name().equals(written))
                .findFirst()
                .or(() -> attributes.stream()
                        .filter(each -> each.isCalled(written))
                        .findFirst())
                .orElseThrow(() -> places.unknown(
                        setting,
                        "the entity " + entity.getName() + " has no attribute or column '" + written + "'",
                        written,
                        attributes.stream()
                                .flatMap(each -> each.names().stream())
                                .distinct()
                                .sorted()
                                .toList()));
    }

    private void requireType(
            EntityAttribute attribute, Setting<String> setting, String wanted, Predicate<Class<?>> fits) {
        if (!fits.test(attribute.type())) {
            throw places.invalid(
                    setting,
                    "the attribute " + attribute + " of the entity " + entity.getName() + " is a "
                            + attribute.type().getSimpleName() + "; wanted is " + wanted);
        }
    }

    private Map<Part, EntityAttribute> bookkeeping() {
        Map<Part, EntityAttribute> found = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            Optional<EntityAttribute> attribute = Optional.ofNullable(
                            options.bookkeeping().get(part))
                    .map(written -> named(written, EntitySettings.column(part)))
                    .or(() -> attributes.stream()
                            .filter(each -> isMarked(each, part))
                            .findFirst());
            attribute.ifPresent(each -> {
                requireFit(each, part);
                found.put(part, each);
            });
        }
        requireOneForEach(found);
        return found;
    }

    private static boolean isMarked(EntityAttribute attribute, Part part) {
        Bookkeeping mark = attribute.annotation(Bookkeeping.class);
        return mark != null && mark.value() == part;
    }

    private void requireFit(EntityAttribute attribute, Part part) {
        Setting<String> setting = EntitySettings.column(part);
        switch (part) {
            case HANDLE, PRINCIPAL -> requireType(attribute, setting, "String", String.class::equals);
            case VERSION -> {
                requireType(attribute, setting, "Long", NUMBERS::contains);
                if (attribute.name().equals(managedVersion())) {
                    throw places.invalid(
                            setting,
                            "the attribute " + attribute + " is managed by the persistence provider; Carnet's version"
                                    + " wants one of its own");
                }
            }
            case MAX_IDLE -> requireType(attribute, setting, "Long (null is for ever)", Long.class::equals);
            case ENDS_AT ->
                requireType(
                        attribute,
                        setting,
                        "a time: Long, Instant, LocalDateTime, OffsetDateTime or Timestamp (null is never)",
                        type -> StoredTime.in(type).isPresent() && !type.isPrimitive());
            default ->
                requireType(
                        attribute,
                        setting,
                        "a time: Long, Instant, LocalDateTime, OffsetDateTime or Timestamp",
                        type -> StoredTime.in(type).isPresent());
        }
    }

    /** Also not the id or the data. */
    private void requireOneForEach(Map<Part, EntityAttribute> found) {
        Set<String> taken = new HashSet<>(
                Set.of(named(options.id(), EntitySettings.ID_COLUMN).name()));
        taken.add(named(options.data(), EntitySettings.DATA_COLUMN).name());
        found.forEach((part, attribute) -> {
            if (!taken.add(attribute.name())) {
                throw places.invalid(
                        EntitySettings.column(part),
                        "the attribute " + attribute + " is named twice, for other things");
            }
        });
    }

    /** The provider's own version, where it counts. */
    private @Nullable String managedVersion() {
        return basicAttributes()
                .filter(each -> each.isVersion() && COUNTERS.contains(each.getJavaType()))
                .map(SingularAttribute::getName)
                .findFirst()
                .orElse(null);
    }

    private MethodHandle constructor() {
        try {
            Constructor<?> empty = entity.getJavaType().getDeclaredConstructor();
            empty.setAccessible(true);
            return MethodHandles.lookup().unreflectConstructor(empty).asType(MethodType.methodType(Object.class));
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new IllegalArgumentException(
                    "the entity " + entity.getName()
                            + " cannot be made: it wants a constructor without parameters, and its"
                            + " package open to Carnet",
                    e);
        }
    }
}
