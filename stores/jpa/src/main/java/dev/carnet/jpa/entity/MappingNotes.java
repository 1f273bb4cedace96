package dev.carnet.jpa.entity;

import java.lang.annotation.Annotation;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How an entity is mapped, for the message that refuses it: the annotations of what Carnet uses, and what to do about those
 * that are known to make an entity unusable. Nothing is decided by them.
 *
 * @param entity the entity
 */
public record MappingNotes(SessionEntity entity) {
    private static final Map<String, String> REMEDIES = new LinkedHashMap<>();

    static {
        REMEDIES.put("ColumnTransformer", "An update ignores @ColumnTransformer: use an AttributeConverter instead.");
        REMEDIES.put(
                "GeneratedValue", "Carnet sets the id: map it without @GeneratedValue, or name another attribute.");
        REMEDIES.put("Immutable", "Sessions change: map the entity without @Immutable.");
        REMEDIES.put("ReadOnly", "Sessions change: map the entity without @ReadOnly.");
        REMEDIES.put("SecondaryTable", "Map id and data to the entity's own table, without @SecondaryTable.");
        REMEDIES.put("Inheritance", "Use an entity whose attributes are all in one table, such as SINGLE_TABLE.");
        REMEDIES.put("JdbcTypeCode", "Use another column type for the data: a text, or bytes.");
        REMEDIES.put(
                "Convert",
                "Use a converter that gives equal column values for equal values, and that returns"
                        + " the original value.");
    }

    /** What to do about an annotation that is known to be in the way. */
    public Optional<String> remedy() {
        Set<String> there = Stream.of(ofEntity(), of(entity.id()), of(entity.data()))
                .flatMap(List::stream)
                .collect(Collectors.toSet());
        return REMEDIES.entrySet().stream()
                .filter(each -> there.contains(each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private List<String> ofEntity() {
        Set<String> names = new LinkedHashSet<>();
        for (Class<?> type = entity.type(); type != null; type = type.getSuperclass()) {
            Stream.of(type.getAnnotations()).map(MappingNotes::name).forEach(names::add);
        }
        names.removeAll(Set.of("Entity", "Table", "MappedSuperclass"));
        return List.copyOf(names);
    }

    private static List<String> of(EntityAttribute attribute) {
        return attribute.annotations().stream()
                .map(MappingNotes::name)
                .filter(each -> !each.equals("Column"))
                .toList();
    }

    private static String name(Annotation annotation) {
        return annotation.annotationType().getSimpleName();
    }

    /** Such as {@code id sid (@Id), data contents (@Lob), entity with @Immutable}. */
    @Override
    public String toString() {
        String ofEntity = listed(ofEntity());
        return "id " + entity.id() + described(entity.id()) + ", data " + entity.data() + described(entity.data())
                + (ofEntity.isEmpty() ? "" : ", entity with " + ofEntity);
    }

    private static String described(EntityAttribute attribute) {
        String annotations = listed(of(attribute));
        return annotations.isEmpty() ? "" : " with " + annotations;
    }

    private static String listed(List<String> annotations) {
        return annotations.stream().map(each -> "@" + each).sorted().collect(Collectors.joining(" "));
    }
}
