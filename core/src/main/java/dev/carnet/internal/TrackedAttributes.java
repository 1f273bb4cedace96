package dev.carnet.internal;

import dev.carnet.error.SessionCodecException;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.codec.GraphCodec;
import dev.carnet.spi.codec.SessionCodec;
import java.lang.reflect.Type;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A session's attributes while a request holds them: decodes one when it is asked for, and knows what has changed, in-place
 * changes of mutable values included. Thread-safe; does no I/O.
 */
public final class TrackedAttributes {
    private final AttributeCoder coder;
    private final BiConsumer<String, SessionCodecException> onUnreadable;

    /** What the request has read or put; everything else is as the base has it, and costs nothing. */
    private final Map<String, TrackedAttribute> touched = new LinkedHashMap<>(4);

    /** What it has taken away, and by which revision; immutable as long as it is empty, as in most requests. */
    private Map<String, Integer> removed = Map.of();

    private Attributes base;
    private int revisions;

    /**
     * @param onUnreadable told an attribute that cannot be read, before it is taken for absent; may throw
     */
    public TrackedAttributes(
            Attributes stored, SessionCodec codec, BiConsumer<String, SessionCodecException> onUnreadable) {
        this.coder = codec instanceof GraphCodec graph ? new GraphCoder(graph, stored) : new SingleCoder(codec);
        this.onUnreadable = onUnreadable;
        this.base = stored;
    }

    /** The live value, decoded by its own note if it was not yet; null if absent or unreadable. */
    public synchronized @Nullable Object get(String name) {
        return read(name, null);
    }

    /** The live value as a type: as it is if it is one already, else read again from its bytes. */
    public synchronized @Nullable Object get(String name, Type type) {
        return read(name, type);
    }

    private @Nullable Object read(String name, @Nullable Type type) {
        TrackedAttribute attribute = tracked(name);
        if (attribute == null) {
            return null;
        }
        try {
            return type == null ? attribute.value(coder) : attribute.value(type, coder);
        } catch (SessionCodecException e) {
            onUnreadable.accept(name, e);
            if (type == null) {
                attribute.markUnreadable();
            }
            return null;
        }
    }

    private @Nullable TrackedAttribute tracked(String name) {
        TrackedAttribute attribute = touched.get(name);
        if (attribute == null && !removed.containsKey(name)) {
            Encoded stored = base.get(name);
            if (stored != null && coder.isAttribute(stored)) {
                attribute = TrackedAttribute.stored(stored);
                touched.put(name, attribute);
            }
        }
        return attribute;
    }

    /**
     * Sets a value.
     *
     * @throws SessionCodecException if it cannot be stored; nothing has changed then
     */
    public void put(String name, Object value) {
        Encoded encoded = coder.admit(value);
        synchronized (this) {
            TrackedAttribute attribute = touched.computeIfAbsent(name, absent -> TrackedAttribute.absent());
            attribute.put(value, encoded, ++revisions);
            if (!removed.isEmpty()) {
                removed.remove(name);
            }
        }
    }

    /** Takes an attribute away; does nothing if it is not there. */
    public synchronized void remove(String name) {
        touched.remove(name);
        if (base.get(name) != null) {
            noteRemoved(name);
        }
    }

    private void noteRemoved(String name) {
        if (removed.isEmpty()) {
            removed = new LinkedHashMap<>();
        }
        removed.put(name, ++revisions);
    }

    /** Takes all attributes away that are the application's, unreadable ones included. */
    public synchronized void clear() {
        touched.keySet().removeIf(name -> !HiddenAttributes.isHidden(name));
        coder.names(base).stream()
                .filter(name -> !HiddenAttributes.isHidden(name))
                .forEach(this::noteRemoved);
    }

    /** Whether there is an attribute that was not found unreadable so far. */
    public synchronized boolean contains(String name) {
        TrackedAttribute attribute = tracked(name);
        return attribute != null && !attribute.isUnreadable();
    }

    /** The application's names, in stored order, then those that are new, without those found unreadable. */
    public synchronized Set<String> names() {
        Set<String> names = new LinkedHashSet<>(coder.names(base));
        names.removeAll(removed.keySet());
        touched.forEach((name, attribute) -> {
            if (attribute.isUnreadable()) {
                names.remove(name);
            } else {
                names.add(name);
            }
        });
        names.removeIf(HiddenAttributes::isHidden);
        return Collections.unmodifiableSet(names);
    }

    /**
     * What changed since the attributes were read or last stored.
     *
     * @throws SessionCodecException if a value was changed into something that cannot be stored
     */
    public synchronized Delta delta() {
        coder.look(touched.values());
        Map<String, Encoded> written = Map.of();
        Map<String, Integer> at = removed;
        for (Map.Entry<String, TrackedAttribute> each : touched.entrySet()) {
            Encoded changed = each.getValue().change(coder);
            if (changed != null) {
                if (written.isEmpty()) {
                    written = new LinkedHashMap<>();
                    at = new HashMap<>(removed);
                }
                written.put(each.getKey(), changed);
                at.put(each.getKey(), each.getValue().revision());
            }
        }
        if (at.isEmpty()) {
            return Delta.NOTHING;
        }
        Delta changed = new Delta(written, new LinkedHashSet<>(removed.keySet()), Map.copyOf(at), Map.of());
        return coder.complete(changed, touched, base);
    }

    /**
     * Notes that a delta is stored.
     *
     * @param now what is stored now, other writers' attributes included
     */
    public synchronized void stored(Delta delta, Attributes now) {
        base = now;
        coder.stored(delta, now);
        if (!removed.isEmpty()) {
            delta.removed()
                    .forEach(name -> removed.remove(name, delta.revisions().get(name)));
        }
        delta.written().forEach((name, value) -> {
            TrackedAttribute attribute = touched.get(name);
            if (attribute != null) {
                attribute.stored(value, delta.revisions().getOrDefault(name, 0));
            } else if (delta.revisions().containsKey(name)) {
                noteRemoved(name);
            }
        });
        touched.entrySet().removeIf(each -> each.getValue().isOutdatedBy(now.get(each.getKey())));
    }
}
