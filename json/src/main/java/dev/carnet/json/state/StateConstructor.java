package dev.carnet.json.state;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.carnet.json.fault.Classes;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyName;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.PotentialCreator;

/**
 * Finds the constructor that restores an object: the one without parameters if every field can be set afterwards;
 * otherwise the longest whose parameters are named like fields and include all final ones.
 */
public final class StateConstructor {
    private StateConstructor() {}

    /** The constructor to use, or null if Jackson's choice is correct or there is none. */
    public static @Nullable PotentialCreator among(
            MapperConfig<?> config,
            AnnotatedClass type,
            List<PotentialCreator> constructors,
            boolean hasOneWithoutArguments) {
        Class<?> raw = type.getRawType();
        if (raw.isRecord() || raw.isEnum() || Classes.isJdk(raw) || hasItsOwn(config, type)) {
            return null;
        }
        List<Field> fields = StateFields.of(raw);
        boolean allCanBeSet = fields.stream().noneMatch(field -> Modifier.isFinal(field.getModifiers()));
        if (hasOneWithoutArguments && allCanBeSet) {
            return null;
        }
        return constructors.stream()
                .filter(each -> each.paramCount() > 0 && takes(each, fields))
                .max(Comparator.comparingInt(PotentialCreator::paramCount))
                .map(each -> named(config, each))
                .orElse(null);
    }

    private static boolean hasItsOwn(MapperConfig<?> config, AnnotatedClass type) {
        return Stream.concat(type.getConstructors().stream(), type.getFactoryMethods().stream())
                .anyMatch(each -> config.getAnnotationIntrospector().findCreatorAnnotation(config, each) != null);
    }

    private static PotentialCreator named(MapperConfig<?> config, PotentialCreator constructor) {
        PropertyName[] names = new PropertyName[constructor.paramCount()];
        Parameter[] parameters = constructor.creator().getNativeParameters();
        for (int i = 0; i < names.length; i++) {
            names[i] = PropertyName.construct(parameters[i].getName());
        }
        return constructor.introspectParamNames(config, names).overrideMode(JsonCreator.Mode.PROPERTIES);
    }

    private static boolean takes(PotentialCreator constructor, List<Field> fields) {
        // A field that hides another of its name makes two of one; no constructor serves both.
        Map<String, Field> byName =
                fields.stream().collect(Collectors.toMap(Field::getName, Function.identity(), (one, other) -> other));
        Parameter[] parameters = constructor.creator().getNativeParameters();
        for (Parameter each : parameters) {
            Field field = each.isNamePresent() ? byName.remove(each.getName()) : null;
            if (field == null || !boxed(each.getType()).isAssignableFrom(boxed(field.getType()))) {
                return false;
            }
        }
        return byName.values().stream().noneMatch(left -> Modifier.isFinal(left.getModifiers()));
    }

    private static Class<?> boxed(Class<?> type) {
        return MethodType.methodType(type).wrap().returnType();
    }
}
