package dev.carnet;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;

/**
 * A generic type, which a {@link Class} cannot express: {@code session.get("cart", new TypeRef<List<Item>>() {})}.
 *
 * @param <T> the type
 */
public abstract class TypeRef<T> {
    private final Type type;

    protected TypeRef() {
        if (!(getClass().getGenericSuperclass() instanceof ParameterizedType self)) {
            throw new IllegalStateException("give the type argument, as in new TypeRef<List<String>>() {}");
        }
        this.type = self.getActualTypeArguments()[0];
    }

    public final Type type() {
        return type;
    }
}
