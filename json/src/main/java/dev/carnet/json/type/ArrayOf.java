package dev.carnet.json.type;

import java.lang.reflect.Array;
import java.util.AbstractList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Java array.
 *
 * @param element what each element is read as, or null if its own note or plain decoding tells
 */
public record ArrayOf(
        String name, Class<?> component, @Nullable StoredType element) implements Elements {
    @Override
    public Object build(List<@Nullable Object> elements, @Nullable Scalar<?> each) {
        Object array = Array.newInstance(component, elements.size());
        for (int i = 0; i < elements.size(); i++) {
            Array.set(array, i, elements.get(i));
        }
        return array;
    }

    /** The elements of an array of any type. */
    public static List<?> elements(Object array) {
        return new AbstractList<@Nullable Object>() {
            @Override
            public @Nullable Object get(int index) {
                return Array.get(array, index);
            }

            @Override
            public int size() {
                return Array.getLength(array);
            }
        };
    }
}
