package dev.carnet.json.graph;

import dev.carnet.error.SessionCodecException;
import dev.carnet.json.form.JsonForm;
import dev.carnet.spi.Encoded;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationContext;

/**
 * Reads a value and the parts it refers to, each once. In a cycle, a part contains a reference to itself before it
 * exists; such a place is left open and filled when all parts exist. For one use by one thread.
 */
public final class GraphReading {
    private final BiFunction<Encoded, GraphReading, @Nullable Object> codec;
    private final Supplier<SessionCodecException> tooDeep;
    private final Function<String, @Nullable Encoded> stored;
    private final Map<String, @Nullable Object> known;
    private final Map<String, @Nullable Object> made = new HashMap<>();
    private final Set<String> underWay = new HashSet<>();
    private final List<Runnable> open = new ArrayList<>();
    private final List<Set<@Nullable Object>> sets = new ArrayList<>();

    /**
     * @param codec reads a value with references; asks the reading that it is given for what they lead to
     * @param tooDeep what is thrown when parts are nested too deeply
     * @param stored gives the parts by name
     * @param known the objects that parts have become already
     */
    public GraphReading(
            BiFunction<Encoded, GraphReading, @Nullable Object> codec,
            Supplier<SessionCodecException> tooDeep,
            Function<String, @Nullable Encoded> stored,
            Map<String, @Nullable Object> known) {
        this.codec = codec;
        this.tooDeep = tooDeep;
        this.stored = stored;
        this.known = known;
    }

    /** The reading to which a value belongs. */
    public static GraphReading of(DeserializationContext context) {
        return (GraphReading) context.getAttribute(GraphReading.class);
    }

    /** Called for each collection and map that was created. */
    public static void noteMade(Object value, DeserializationContext context) {
        if (value instanceof Set<?> set && context.getAttribute(GraphReading.class) instanceof GraphReading reading) {
            @SuppressWarnings("unchecked") // its own elements are added again
            Set<@Nullable Object> elements = (Set<@Nullable Object>) set;
            reading.sets.add(elements);
        }
    }

    /** Reads a value and everything it refers to. */
    public @Nullable Object read(Encoded value) {
        try {
            Object read = codec.apply(value, this);
            for (int i = 0; i < open.size(); i++) {
                open.get(i).run();
            }
            if (!open.isEmpty()) {
                sets.forEach(GraphReading::addAgain);
            }
            return read;
        } catch (Unfinished e) {
            throw new SessionCodecException("the stored value contains a cycle that cannot be restored", null);
        }
    }

    /** The objects of the parts; complete only when everything has been read. */
    public Map<String, @Nullable Object> made() {
        return made;
    }

    /** The elements were incomplete when they were added, so their hashes may have changed. */
    private static void addAgain(Set<@Nullable Object> set) {
        List<@Nullable Object> elements = new ArrayList<>(set);
        set.clear();
        set.addAll(elements);
    }

    /** Defers an action until all parts exist. */
    public void later(Runnable filling) {
        open.add(filling);
    }

    /**
     * The object of a part.
     *
     *
     * @throws Unfinished if it is under way
     * @throws SessionCodecException if it is not there or cannot be read
     */
    public @Nullable Object resolve(Reference reference) {
        String part = reference.part();
        if (known.containsKey(part)) {
            return known.get(part);
        } else if (made.containsKey(part)) {
            return made.get(part);
        }
        if (!underWay.add(part)) {
            throw new Unfinished();
        }
        try {
            if (underWay.size() > JsonForm.MAX_DEPTH) {
                throw tooDeep.get();
            }
            Encoded json = stored.apply(part);
            if (json == null) {
                throw new SessionCodecException("the stored value refers to a part that is not stored", null);
            }
            Object value = codec.apply(json, this);
            made.put(part, value);
            return value;
        } finally {
            underWay.remove(part);
        }
    }

    /** The object, or the reference itself if its part is being read. */
    public @Nullable Object resolveOrHole(Reference reference) {
        try {
            return resolve(reference);
        } catch (Unfinished e) {
            return reference;
        }
    }

    public static boolean hasHole(Collection<? extends @Nullable Object> values) {
        return values.stream().anyMatch(Reference.class::isInstance);
    }

    /** The value itself, or the value for a place left open. */
    public @Nullable Object filled(@Nullable Object value) {
        return value instanceof Reference hole ? resolve(hole) : value;
    }
}
