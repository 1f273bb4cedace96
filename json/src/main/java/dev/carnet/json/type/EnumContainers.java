package dev.carnet.json.type;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@link EnumMap} and {@link EnumSet}: each belongs to one enum, an empty one too. */
public final class EnumContainers {
    private EnumContainers() {}

    /** Whether a value is such a map or set, whose enum must be noted even if it is empty. */
    public static boolean isOne(Object value) {
        return value instanceof EnumMap || value instanceof EnumSet;
    }

    /** The enum of a map or set. */
    public static Class<?> constants(Object value) {
        Set<?> held = value instanceof Map<?, ?> map ? map.keySet() : (Set<?>) value;
        return held.isEmpty()
                ? constantsOfEmpty(value)
                : ((Enum<?>) held.iterator().next()).getDeclaringClass();
    }

    /** Only Java serialisation reveals the enum of an empty one; its output is discarded. */
    private static Class<?> constantsOfEmpty(Object value) {
        Class<?>[] found = {Enum.class};
        try (ObjectOutputStream out = new ObjectOutputStream(OutputStream.nullOutputStream()) {
            @Override
            protected void annotateClass(Class<?> type) {
                found[0] = type.isEnum() ? type : found[0];
            }
        }) {
            out.writeObject(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found[0];
    }

    @SuppressWarnings({"rawtypes", "unchecked"}) // an enum's own type parameter cannot be named here
    public static Object set(List<@Nullable Object> elements, @Nullable Scalar<?> constants) {
        Set set = EnumSet.noneOf((Class) required(constants));
        set.addAll(elements);
        return set;
    }

    @SuppressWarnings({"rawtypes", "unchecked"}) // as above
    public static Object map(Map<Object, @Nullable Object> entries, @Nullable Scalar<?> constants) {
        Map map = new EnumMap(required(constants));
        map.putAll(entries);
        return map;
    }

    private static Class<?> required(@Nullable Scalar<?> constants) {
        if (constants == null || !constants.type().isEnum()) {
            throw new IllegalArgumentException("the note names no enum");
        }
        return constants.type();
    }
}
