package dev.carnet.internal.attribute;

import dev.carnet.error.SessionCodecException;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.codec.GraphCodec;
import dev.carnet.spi.codec.JsonGraph;
import dev.carnet.spi.codec.ObjectGraph;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Encodes all attributes as one graph, which preserves objects that several attributes share. Attributes that share an
 * object are written together: if one has changed, all are written, with everything to which they refer, under new
 * names.
 *
 * <p>So no new reference to an existing part is ever written, and an unreferenced part may be removed regardless of
 * concurrent writers: no order of writes leaves a dangling reference.
 */
final class GraphCoder implements AttributeCoder {
    private final GraphCodec codec;
    private final ObjectGraph objects;

    /** Every part that was seen stored, also those that somebody has taken away since: objects were read from them. */
    private final Map<String, Encoded> seen = new HashMap<>();

    /** What parts look like decoded and encoded again. */
    private final Map<String, Encoded> seenAgain = new HashMap<>();

    private final IdentityHashMap<Object, Encoded> looked = new IdentityHashMap<>();
    private final IdentityHashMap<Object, SessionCodecException> refused = new IdentityHashMap<>();
    private Map<String, Encoded> live = Map.of();

    GraphCoder(GraphCodec codec, Attributes stored) {
        this.codec = codec;
        this.objects = codec.graph(seen::get);
        see(stored);
    }

    private void see(Attributes stored) {
        stored.values().forEach((name, value) -> {
            if (JsonGraph.isPart(value)) {
                seen.putIfAbsent(name, value);
            }
        });
    }

    @Override
    public boolean isAttribute(Encoded stored) {
        return !JsonGraph.isPart(stored);
    }

    @Override
    public Set<String> names(Attributes stored) {
        Set<String> names = new LinkedHashSet<>();
        stored.values().forEach((name, value) -> {
            if (isAttribute(value)) {
                names.add(name);
            }
        });
        return names;
    }

    @Override
    public Encoded admit(Object value) {
        return codec.graph(nothing -> null).encode(List.of(value)).values().get(0);
    }

    @Override
    public @Nullable Object decode(Encoded stored) {
        return objects.decode(stored);
    }

    @Override
    public @Nullable Object decode(Encoded stored, Type type) {
        return objects.decode(stored, type);
    }

    @Override
    public boolean is(Object value, Type type) {
        return objects.is(value, type);
    }

    @Override
    public @Nullable Object convert(Object value, Type type) {
        return objects.decode(encode(value), type);
    }

    private Encoded encode(Object value) {
        return objects.encode(List.of(value)).values().get(0);
    }

    /** Where one of them is refused, the others are still to be known as they are without it. */
    @Override
    public void look(Collection<TrackedAttribute> touched) {
        looked.clear();
        refused.clear();
        List<Object> fit = new ArrayList<>();
        for (TrackedAttribute each : touched) {
            Object value = each.mutable();
            if (value != null) {
                fit.add(value);
            }
        }
        try {
            look(fit);
        } catch (SessionCodecException oneOfThem) {
            fit.removeIf(this::isRefused);
            look(fit);
        }
    }

    private void look(List<Object> values) {
        ObjectGraph.Written written = objects.encode(values);
        for (int i = 0; i < values.size(); i++) {
            looked.put(values.get(i), written.values().get(i));
        }
        live = written.parts();
    }

    private boolean isRefused(Object value) {
        try {
            encode(value);
            return false;
        } catch (SessionCodecException e) {
            refused.put(value, e);
            return true;
        }
    }

    @Override
    public Encoded looked(Object value) {
        Encoded bytes = looked.get(value);
        if (bytes == null) {
            throw Objects.requireNonNull(refused.get(value));
        }
        return bytes;
    }

    @Override
    public @Nullable Encoded again(Encoded stored, @Nullable Type type) {
        ObjectGraph scratch = codec.graph(seen::get);
        Object value = type == null ? scratch.decode(stored) : scratch.decode(stored, type);
        if (value == null) {
            return null;
        }
        ObjectGraph.Written written = scratch.encode(List.of(value));
        seenAgain.putAll(written.parts());
        return written.values().get(0);
    }

    @Override
    public boolean isLessThan(Encoded bytes, Encoded others) {
        return PlainDifference.isLess(codec, bytes, others);
    }

    @Override
    public boolean isUnchangedBehind(Encoded bytes, Runnable altered) {
        boolean isUnchanged = true;
        for (String part : new PartReferences(live::get).from(Set.of(bytes))) {
            isUnchanged &= isUnchanged(part, altered);
        }
        return isUnchanged;
    }

    private boolean isUnchanged(String part, Runnable altered) {
        Encoded now = live.get(part);
        Encoded before = seen.get(part);
        if (now == null || now.equals(before)) {
            return true;
        }
        if (before == null) {
            return false;
        }
        if (!seenAgain.containsKey(part)) {
            again(JsonGraph.referring(JsonGraph.reference(part).getBytes(StandardCharsets.UTF_8), null), null);
        }
        Encoded again = seenAgain.get(part);
        if (again != null && isLessThan(again, before)) {
            altered.run();
        }
        return now.equals(again);
    }

    @Override
    public Delta complete(Delta changed, Map<String, TrackedAttribute> touched, Attributes base) {
        if (live.isEmpty() && seen.isEmpty()) {
            return changed;
        }
        Map<String, Encoded> all = new LinkedHashMap<>();
        names(base).forEach(name -> all.put(name, Objects.requireNonNull(base.get(name))));
        touched.forEach((name, attribute) -> {
            Encoded readFrom = attribute.base();
            if (readFrom != null) {
                all.put(name, readFrom);
            }
        });
        all.keySet().removeAll(changed.removed());
        all.putAll(changed.written());
        PartReferences references = new PartReferences(this::bytes);
        Map<String, Encoded> unit = new LinkedHashMap<>();
        references.tied(changed.written().keySet(), all).forEach(name -> unit.put(name, all.get(name)));
        Map<String, String> renamed = new HashMap<>();
        references.from(unit.values()).forEach(part -> {
            Encoded bytes = bytes(part);
            if (bytes != null) {
                renamed.put(part, JsonGraph.newName());
                unit.put(part, bytes);
            }
        });
        Map<String, Encoded> written = new LinkedHashMap<>();
        unit.forEach((name, value) -> written.put(
                renamed.getOrDefault(name, name), JsonGraph.renamed(value, part -> renamed.getOrDefault(part, part))));
        Set<String> removed = new LinkedHashSet<>(changed.removed());
        removed.addAll(unreferred(base.with(written, removed)));
        return new Delta(written, removed, changed.revisions(), renamed);
    }

    /** A part that has not changed is written as it stands. */
    private @Nullable Encoded bytes(String part) {
        Encoded now = live.get(part);
        return now == null || isUnchanged(part, () -> {}) ? seen.get(part) : now;
    }

    private static Set<String> unreferred(Attributes next) {
        Set<String> unreferred = new LinkedHashSet<>();
        List<Encoded> attributes = new ArrayList<>();
        next.values().forEach((name, value) -> {
            if (JsonGraph.isPart(value)) {
                unreferred.add(name);
            } else {
                attributes.add(value);
            }
        });
        if (!unreferred.isEmpty()) {
            unreferred.removeAll(new PartReferences(next::get).from(attributes));
        }
        return unreferred;
    }

    @Override
    public void stored(Delta delta, Attributes now) {
        objects.rename(delta.renamed());
        see(new Attributes(delta.written()));
        see(now);
    }
}
