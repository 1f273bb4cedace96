package dev.carnet.json;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A collection of the JDK's. */
record Sequence(String name, Function<List<@Nullable Object>, Object> maker) implements Elements {
    @Override
    public Object build(List<@Nullable Object> elements) {
        return maker.apply(elements);
    }
}
