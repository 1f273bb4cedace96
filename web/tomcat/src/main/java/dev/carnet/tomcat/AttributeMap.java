package dev.carnet.tomcat;

import dev.carnet.Session;
import dev.carnet.error.SessionCodecException;
import dev.carnet.text.Printable;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * A session's attributes in the form in which Tomcat's own session class keeps them: a view of Carnet's session, which
 * decodes a value when it is read. Thread-safe; an iterator shows the names that existed when it was created.
 */
final class AttributeMap extends AbstractMap<String, Object> implements ConcurrentMap<String, Object> {
    private final Session session;
    private final SessionUse use;

    AttributeMap(Session session, SessionUse use) {
        this.session = session;
        this.use = use;
    }

    @Override
    public @Nullable Object get(@Nullable Object name) {
        if (!(name instanceof String text)) {
            return null;
        }
        Object value = session.get(text);
        use.read(text, value);
        return value;
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return name instanceof String text && session.contains(text);
    }

    /**
     * Reads the previous value only if a listener or a value needs it; otherwise returns null.
     *
     * @throws IllegalArgumentException if the value cannot be stored; the message says what to do
     */
    @Override
    public @Nullable Object put(String name, Object value) {
        use.beforeChange();
        Object before = use.tellsReplaced() ? readable(name) : null;
        try {
            session.put(name, value);
        } catch (SessionCodecException e) {
            throw new IllegalArgumentException(
                    "the attribute '" + Printable.name(name) + "' cannot be stored: " + e.getMessage(), e);
        }
        use.set(name, value);
        return before;
    }

    @Override
    public @Nullable Object remove(@Nullable Object name) {
        if (!(name instanceof String text)) {
            return null;
        }
        use.beforeChange();
        Object before = readable(text);
        session.remove(text);
        use.set(text, null);
        return before;
    }

    /** Null for a value that cannot be read, so that it can still be replaced or removed. */
    private @Nullable Object readable(String name) {
        try {
            return session.get(name);
        } catch (SessionCodecException unreadable) {
            return null;
        }
    }

    /** A copy of all values that can be read. */
    Map<String, Object> readable() {
        Map<String, Object> values = new HashMap<>();
        for (String name : session.names()) {
            Object value = readable(name);
            if (value != null) {
                values.put(name, value);
            }
        }
        return values;
    }

    @Override
    public synchronized @Nullable Object putIfAbsent(String name, Object value) {
        Object before = get(name);
        return before == null ? put(name, value) : before;
    }

    @Override
    public synchronized boolean remove(Object name, @Nullable Object value) {
        boolean same = containsKey(name) && Objects.equals(get(name), value);
        if (same) {
            remove(name);
        }
        return same;
    }

    @Override
    public synchronized boolean replace(String name, Object before, Object value) {
        boolean same = Objects.equals(get(name), before);
        if (same) {
            put(name, value);
        }
        return same;
    }

    @Override
    public synchronized @Nullable Object replace(String name, Object value) {
        return get(name) == null ? null : put(name, value);
    }

    /** Decodes no value. */
    @Override
    public Set<String> keySet() {
        return session.names();
    }

    @Override
    public int size() {
        return session.names().size();
    }

    @Override
    public void clear() {
        session.names().forEach(this::remove);
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        List<String> names = List.copyOf(session.names());
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<String, Object>> iterator() {
                return names.stream()
                        .filter(name -> AttributeMap.this.get(name) != null)
                        .map(name -> Map.entry(name, Objects.requireNonNull(AttributeMap.this.get(name))))
                        .iterator();
            }

            @Override
            public int size() {
                return names.size();
            }
        };
    }
}
