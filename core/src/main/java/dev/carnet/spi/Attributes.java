package dev.carnet.spi;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A session's attributes as they are stored, in stored order. Immutable.
 *
 * @param values name to value; a name may be any string, the empty one too
 */
public record Attributes(Map<String, Encoded> values) {
    public static final Attributes NONE = new Attributes(Map.of());

    public Attributes {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    public @Nullable Encoded get(String name) {
        return values.get(name);
    }

    public Set<String> names() {
        return values.keySet();
    }

    /** These attributes with others written over them and some taken away. */
    public Attributes with(Map<String, Encoded> written, Set<String> removed) {
        if (written.isEmpty() && removed.isEmpty()) {
            return this;
        }
        Map<String, Encoded> next = new LinkedHashMap<>(values);
        next.keySet().removeAll(removed);
        next.putAll(written);
        return new Attributes(next);
    }

    /** Bytes of all names and values. */
    public int size() {
        long size = 0;
        for (Map.Entry<String, Encoded> each : values.entrySet()) {
            size += size(each.getKey(), each.getValue());
        }
        return (int) Math.min(size, Integer.MAX_VALUE);
    }

    /** Bytes of one attribute, its name included. */
    public static int size(String name, Encoded value) {
        return name.getBytes(StandardCharsets.UTF_8).length + value.size();
    }
}
