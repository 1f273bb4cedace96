package dev.carnet.internal.attribute;

import dev.carnet.error.ChangingValueException;
import dev.carnet.error.SessionCodecException;
import dev.carnet.options.TransientAttributes;
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
import org.jspecify.annotations.Nullable;

/**
 * A session's attributes during a request: decodes each on first access, and detects changes, including changes in
 * place. Thread-safe; does no I/O.
 */
public final class TrackedAttributes {
    private final AttributeCoder coder;
    private final TransientAttributes transients;
    private final AttributeFaults faults;

    /** What the request has read or put; everything else is as the base has it, and costs nothing. */
    private final Map<String, TrackedAttribute> touched = new LinkedHashMap<>(4);

    /** What it has taken away, and by which revision; immutable as long as it is empty, as in most requests. */
    private Map<String, Integer> removed = Map.of();

    /** What is never stored; immutable as long as it is empty. */
    private Map<String, Object> unstored = Map.of();

    private Attributes base;
    private int revisions;

    public TrackedAttributes(
            Attributes stored, SessionCodec codec, TransientAttributes transients, AttributeFaults faults) {
        this.coder = codec instanceof GraphCodec graph ? new GraphCoder(graph, stored) : new SingleCoder(codec);
        this.transients = transients;
        this.faults = faults;
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
        Object own = unstored.get(name);
        if (own != null) {
            return type == null || coder.is(own, type) ? own : null;
        }
        TrackedAttribute attribute = tracked(name);
        if (attribute == null) {
            return null;
        }
        try {
            return type == null ? attribute.value(coder) : attribute.value(type, coder);
        } catch (SessionCodecException e) {
            faults.unreadable(name, e);
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
     * Sets a value. One that another thread changes all the time is looked at again when the attributes are stored.
     *
     * @throws SessionCodecException if it cannot be stored; nothing has changed then
     */
    public void put(String name, Object value) {
        if (!HiddenAttributes.isHidden(name) && transients.isTransient(name, value)) {
            putUnstored(name, value);
            return;
        }
        Encoded encoded = admitted(value);
        synchronized (this) {
            TrackedAttribute attribute = touched.computeIfAbsent(name, absent -> TrackedAttribute.absent());
            attribute.put(value, encoded, ++revisions);
            if (!removed.isEmpty()) {
                removed.remove(name);
            }
            if (!unstored.isEmpty()) {
                unstored.remove(name);
            }
        }
    }

    private synchronized void putUnstored(String name, Object value) {
        remove(name);
        if (unstored.isEmpty()) {
            unstored = new LinkedHashMap<>();
        }
        unstored.put(name, value);
    }

    private @Nullable Encoded admitted(Object value) {
        try {
            return coder.admit(value);
        } catch (ChangingValueException lookedAtAgainWhenStored) {
            return null;
        }
    }

    /** Takes an attribute away; does nothing if it is not there. */
    public synchronized void remove(String name) {
        touched.remove(name);
        if (!unstored.isEmpty()) {
            unstored.remove(name);
        }
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
        if (!unstored.isEmpty()) {
            unstored.keySet().removeIf(name -> !HiddenAttributes.isHidden(name));
        }
    }

    /** Whether there is an attribute that was not found unreadable so far. */
    public synchronized boolean contains(String name) {
        TrackedAttribute attribute = tracked(name);
        return unstored.containsKey(name) || (attribute != null && !attribute.isUnreadable());
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
        names.addAll(unstored.keySet());
        names.removeIf(HiddenAttributes::isHidden);
        return Collections.unmodifiableSet(names);
    }

    /**
     * What changed since the attributes were read or last stored; null if nothing did.
     *
     * @throws SessionCodecException if a value was changed into something that cannot be stored
     */
    public synchronized @Nullable Delta delta() {
        coder.look(touched.values());
        Map<String, Encoded> written = Map.of();
        Map<String, Integer> at = removed;
        for (Map.Entry<String, TrackedAttribute> each : touched.entrySet()) {
            Encoded changed = changed(each.getKey(), each.getValue());
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
            return null;
        }
        Delta changed = new Delta(written, new LinkedHashSet<>(removed.keySet()), Map.copyOf(at), Map.of());
        return coder.complete(changed, touched, base);
    }

    /** What the store holds of an attribute that changes all the time stays, so that the request can go on. */
    private @Nullable Encoded changed(String name, TrackedAttribute attribute) {
        try {
            return attribute.change(coder, () -> faults.altered(name));
        } catch (ChangingValueException e) {
            faults.notStored(name, e);
            return null;
        }
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
