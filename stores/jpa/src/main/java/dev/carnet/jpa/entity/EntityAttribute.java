package dev.carnet.jpa.entity;

import jakarta.persistence.Column;
import jakarta.persistence.metamodel.Attribute;
import java.lang.annotation.Annotation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A basic attribute of an entity.
 *
 * @param name its name in queries
 * @param type its Java type
 * @param member the field, or the method that reads it
 * @param column its column's name, or an empty text if that is not known
 */
public record EntityAttribute(String name, Class<?> type, Member member, String column) {
    /** How a name may mean an attribute: its own, its column's, and {@code sessions_id} for {@code sessionsId}. */
    public static final List<BiPredicate<EntityAttribute, String>> READINGS = List.of(
            (each, written) -> each.name.equals(written),
            (each, written) -> each.column.equals(written),
            (each, written) -> each.column.equalsIgnoreCase(written),
            (each, written) -> plain(each.name).equals(plain(written)));

    public static EntityAttribute of(Attribute<?, ?> attribute, Optional<String> column) {
        return new EntityAttribute(
                attribute.getName(), attribute.getJavaType(), attribute.getJavaMember(), column.orElse(""));
    }

    /** What it may be called: its own name and, where that is known, its column's. */
    public List<String> names() {
        return column.isEmpty() ? List.of(name) : List.of(name, column);
    }

    /** The most characters its column takes, as far as its annotation says. */
    public int maxLength() {
        Column column = annotation(Column.class);
        return column == null || !column.columnDefinition().isEmpty() ? Integer.MAX_VALUE : column.length();
    }

    private static String plain(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }

    /** As a message names it: with its column, where that has another name. */
    @Override
    public String toString() {
        return column.isEmpty() || column.equalsIgnoreCase(name) ? name : name + " (" + column + ")";
    }

    public <A extends Annotation> @Nullable A annotation(Class<A> type) {
        return member instanceof AnnotatedElement element ? element.getAnnotation(type) : null;
    }

    /** All annotations on it. */
    public List<Annotation> annotations() {
        return member instanceof AnnotatedElement element ? List.of(element.getAnnotations()) : List.of();
    }

    /**
     * Writes it into an entity: {@code (Object entity, Object value)}.
     *
     * @throws IllegalArgumentException if nothing can, saying why
     */
    public MethodHandle setter() {
        try {
            if (member instanceof Field field) {
                field.setAccessible(true);
                return generic(MethodHandles.lookup().unreflectSetter(field));
            }
            Method setter = setter((Method) member);
            setter.setAccessible(true);
            return generic(MethodHandles.lookup().unreflect(setter));
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException("the attribute " + name + " has no setter", e);
        } catch (IllegalAccessException | InaccessibleObjectException e) {
            throw new IllegalArgumentException(
                    "the attribute " + name + " cannot be written: open the entity's package to Carnet", e);
        }
    }

    private Method setter(Method getter) throws NoSuchMethodException {
        int prefix = getter.getName().startsWith("is") ? 2 : 3;
        return getter.getDeclaringClass()
                .getDeclaredMethod("set" + getter.getName().substring(prefix), getter.getReturnType());
    }

    private static MethodHandle generic(MethodHandle setter) {
        return setter.asType(setter.type()
                .changeParameterType(0, Object.class)
                .changeParameterType(1, Object.class)
                .changeReturnType(void.class));
    }
}
