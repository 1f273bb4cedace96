package dev.carnet.json.graph;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;

/**
 * Checks whether an object and its elements conform to a generic type, so that it need not be read again. For one use.
 */
public final class Conformity {
    private final Map<JavaType, IdentityHashMap<Object, Object>> seen = new HashMap<>();

    public boolean of(@Nullable Object value, JavaType type) {
        if (value == null || type.isJavaLangObject()) {
            return true;
        }
        if (!type.getRawClass().isInstance(value)) {
            return false;
        }
        if (!type.hasContentType() && !type.hasGenericTypes()) {
            return true;
        }
        IdentityHashMap<Object, Object> ofType = seen.computeIfAbsent(type, none -> new IdentityHashMap<>());
        return ofType.put(value, value) != null || hasElementsOf(value, type);
    }

    private boolean hasElementsOf(Object value, JavaType type) {
        if (value instanceof Map<?, ?> map && type.isMapLikeType()) {
            return all(map.keySet(), type.getKeyType()) && all(map.values(), type.getContentType());
        }
        if (value instanceof Collection<?> elements && type.isCollectionLikeType()) {
            return all(elements, type.getContentType());
        }
        if (value.getClass().isArray() && type.isArrayType()) {
            JavaType content = type.getContentType();
            for (int i = 0; i < Array.getLength(value) && !content.isPrimitive(); i++) {
                if (!of(Array.get(value, i), content)) {
                    return false;
                }
            }
            return true;
        }
        return false;
    }

    private boolean all(Collection<?> elements, JavaType type) {
        for (Object each : elements) {
            if (!of(each, type)) {
                return false;
            }
        }
        return true;
    }
}
