package dev.carnet.jpa;

import dev.carnet.jpa.entity.SessionEntity;
import java.lang.annotation.Annotation;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warnings about an entity that works, but with unexpected effects. */
final class EntityWarnings {
    /** Annotations, by their simple names, of what a provider or a listener sets when an entity is saved. */
    private static final Set<String> SET_ON_SAVE = Set.of("UpdateTimestamp", "LastModifiedDate");

    private static final Logger LOG = LoggerFactory.getLogger(EntityWarnings.class);

    private EntityWarnings() {}

    static void log(OpenUnit unit) {
        of(unit).forEach(each -> LOG.warn("JPA: {}", each));
    }

    /** A sentence or two each, with what to do. */
    static List<String> of(OpenUnit unit) {
        SessionEntity entity = unit.entity();
        List<String> warnings = new ArrayList<>();
        if (!unit.missing().isNone()) {
            warnings.add(unit.missing().sentences(entity.name()));
        }
        if (entity.isOverwritten()) {
            warnings.add("when the application saves a " + entity.name() + ", all columns are written as they were"
                    + " loaded. A session that changed in between is silently reverted. Add a numeric"
                    + " @Version or @DynamicUpdate to the entity, or map id and data with updatable = false");
        }
        setOnSave(entity)
                .forEach(each -> warnings.add("the attribute " + each + " of the entity " + entity.name()
                        + " does not change when Carnet stores a change or an access, because JPQL updates run no"
                        + " listeners. Do not remove sessions by it; mark it with"
                        + " @Bookkeeping(LAST_ACCESSED_AT) to keep it up to date"));
        return warnings;
    }

    private static List<String> setOnSave(SessionEntity entity) {
        List<String> names = new ArrayList<>();
        for (Class<?> type = entity.type(); type != null; type = type.getSuperclass()) {
            Stream.<AccessibleObject>concat(Stream.of(type.getDeclaredFields()), Stream.of(type.getDeclaredMethods()))
                    .filter(each -> isSetOnSave(each) && !entity.isBookkeeping((Member) each))
                    .forEach(each -> names.add(((Member) each).getName()));
        }
        return names;
    }

    private static boolean isSetOnSave(AnnotatedElement member) {
        return Stream.of(member.getAnnotations())
                .map(Annotation::annotationType)
                .map(Class::getSimpleName)
                .anyMatch(SET_ON_SAVE::contains);
    }
}
