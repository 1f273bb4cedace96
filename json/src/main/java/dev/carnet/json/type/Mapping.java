package dev.carnet.json.type;

import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A JDK map, stored as a JSON object.
 *
 *
 * @param maker makes it from its entries and from what the note says of its keys; throws a {@link RuntimeException} if they
 *     are none for it
 */
public record Mapping(String name, BiFunction<Map<Object, @Nullable Object>, @Nullable Scalar<?>, Object> maker)
        implements StoredType {
    public static Mapping of(String name, Function<Map<Object, @Nullable Object>, Object> maker) {
        return new Mapping(name, (entries, keys) -> maker.apply(entries));
    }
}
