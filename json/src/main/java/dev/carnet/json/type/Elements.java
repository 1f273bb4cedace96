package dev.carnet.json.type;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A type that is stored as a JSON array of its elements. */
public sealed interface Elements extends StoredType permits Sequence, ArrayOf {
    /**
     * Creates a value of elements.
     *
     *
     * @param each the plain type that is noted of every element, or null if there is none
     * @throws RuntimeException if one of them is none for it
     */
    Object build(List<@Nullable Object> elements, @Nullable Scalar<?> each);
}
