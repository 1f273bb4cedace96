package dev.carnet.json.type;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A JDK collection, or a type that is stored like one.
 *
 *
 * @param maker makes it from its elements and from what the note says of each, if that is one plain type; throws a {@link
 *     RuntimeException} if they are none for it
 */
public record Sequence(String name, BiFunction<List<@Nullable Object>, @Nullable Scalar<?>, Object> maker)
        implements Elements {
    public static Sequence of(String name, Function<List<@Nullable Object>, Object> maker) {
        return new Sequence(name, (elements, each) -> maker.apply(elements));
    }

    @Override
    public Object build(List<@Nullable Object> elements, @Nullable Scalar<?> each) {
        return maker.apply(elements, each);
    }
}
