package dev.carnet.jpa.entity;

import dev.carnet.error.ConfigurationException;
import dev.carnet.jpa.entity.Bookkeeping.Part;
import dev.carnet.spi.setup.Setting;
import dev.carnet.spi.setup.Settings;
import jakarta.persistence.Column;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.SingularAttribute;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the entity and the attributes that options name. Errors name the setting. */
public final class EntityLookup {
    /** Characters of a key, {@link dev.carnet.spi.SessionKey}. */
    private static final int KEY_LENGTH = 40;

    private static final Set<Class<?>> NUMBERS = Set.of(Long.class, long.class);
    private static final Set<Class<?>> COUNTERS =
            Set.of(Long.class, long.class, Integer.class, int.class, Short.class, short.class);

    private final JpaOptions options;
    private final Settings places;
    private final EntityType<?> entity;
    private final ProviderMapping mapping;
    private final EntityNames names;

    /**
     * @param places where each setting stands, for messages
     * @throws ConfigurationException if there is no such entity
     */
    public EntityLookup(EntityManagerFactory factory, JpaOptions options, Settings places) {
        this.options = options;
        this.places = places;
        entity = EntityNames.entity(factory.getMetamodel(), options.entity(), places);
        mapping = ProviderMapping.of(factory, entity);
        names = EntityNames.of(entity, mapping);
    }

    /** The entity with its attributes; throws {@link ConfigurationException} if one is missing or of no use. */
    public SessionEntity find() {
        EntityAttribute id = id();
        EntityAttribute data = named(options.data(), EntitySettings.DATA_COLUMN);
        requireType(data, EntitySettings.DATA_COLUMN, "String or byte[]", Set.of(String.class, byte[].class)::contains);
        Map<Part, EntityAttribute> bookkeeping = bookkeeping();
        requireOneForEach(id, data, bookkeeping);
        try {
            return new SessionEntity(
                    entity.getJavaType(),
                    entity.getName(),
                    constructor(),
                    id,
                    data,
                    bookkeeping,
                    managedVersion(),
                    isOverwritten(id, data, bookkeeping));
        } catch (IllegalArgumentException e) {
            throw places.invalid(EntitySettings.RESULTSET, String.valueOf(e.getMessage()));
        }
    }

    /** Whether the application, as it saves an entity of its own, also writes what is Carnet's, and nobody is told. */
    private boolean isOverwritten(EntityAttribute id, EntityAttribute data, Map<Part, EntityAttribute> bookkeeping) {
        return managedVersion() == null
                && Stream.concat(Stream.of(id, data), bookkeeping.values().stream())
                        .anyMatch(each -> mapping.savesUnchanged(each.name()));
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
                    "the attribute " + id + " takes " + column.length() + " characters, but a key has " + KEY_LENGTH
                            + "; widen its column");
        }
        return id;
    }

    private EntityAttribute named(String written, Setting<String> setting) {
        return names.attribute(written, setting, places);
    }

    private void requireType(
            EntityAttribute attribute, Setting<String> setting, String wanted, Predicate<Class<?>> fits) {
        if (!fits.test(attribute.type())) {
            throw places.invalid(
                    setting,
                    "the attribute " + attribute + " of the entity " + entity.getName() + " is a "
                            + attribute.type().getSimpleName() + "; required is " + wanted);
        }
    }

    private Map<Part, EntityAttribute> bookkeeping() {
        Map<Part, EntityAttribute> found = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            Optional<EntityAttribute> attribute = Optional.ofNullable(
                            options.bookkeeping().get(part))
                    .map(written -> named(written, EntitySettings.column(part)))
                    .or(() -> names.attributes().stream()
                            .filter(each -> isMarked(each, part))
                            .findFirst());
            attribute.ifPresent(each -> {
                requireFit(each, part);
                found.put(part, each);
            });
        }
        return found;
    }

    private static boolean isMarked(EntityAttribute attribute, Part part) {
        Bookkeeping mark = attribute.annotation(Bookkeeping.class);
        return mark != null && mark.value() == part;
    }

    private void requireFit(EntityAttribute attribute, Part part) {
        Setting<String> setting = EntitySettings.column(part);
        switch (part) {
            case FORMAT, HANDLE, PRINCIPAL -> requireType(attribute, setting, "String", String.class::equals);
            case VERSION -> {
                requireType(attribute, setting, "Long", NUMBERS::contains);
                if (attribute.name().equals(managedVersion())) {
                    throw places.invalid(
                            setting,
                            "the attribute " + attribute + " is managed by the persistence provider; Carnet's"
                                    + " version needs a separate attribute");
                }
            }
            case MAX_IDLE -> requireType(attribute, setting, "Long (null is unlimited)", Long.class::equals);
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

    private void requireOneForEach(EntityAttribute id, EntityAttribute data, Map<Part, EntityAttribute> bookkeeping) {
        Set<String> taken = new HashSet<>(Set.of(id.name()));
        requireFree(data, EntitySettings.DATA_COLUMN, taken);
        bookkeeping.forEach((part, attribute) -> requireFree(attribute, EntitySettings.column(part), taken));
    }

    private void requireFree(EntityAttribute attribute, Setting<String> setting, Set<String> taken) {
        if (!taken.add(attribute.name())) {
            throw places.invalid(
                    setting, "the attribute " + attribute + " is used for two purposes; name another attribute");
        }
    }

    /** The provider's own version, where it counts. */
    private @Nullable String managedVersion() {
        return EntityNames.basic(entity.getSingularAttributes().stream())
                .filter(each -> each.isVersion() && COUNTERS.contains(each.getJavaType()))
                .map(SingularAttribute::getName)
                .findFirst()
                .orElse(null);
    }

    private MethodHandle constructor() {
        if (Modifier.isAbstract(entity.getJavaType().getModifiers())) {
            throw new IllegalArgumentException(
                    "the entity " + entity.getName() + " is abstract, so it has no rows; name a concrete subclass");
        }
        try {
            Constructor<?> empty = entity.getJavaType().getDeclaredConstructor();
            empty.setAccessible(true);
            return MethodHandles.lookup().unreflectConstructor(empty).asType(MethodType.methodType(Object.class));
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new IllegalArgumentException(
                    "the entity " + entity.getName()
                            + " cannot be created: it needs a constructor without parameters, and its package must"
                            + " be open to Carnet",
                    e);
        }
    }
}
