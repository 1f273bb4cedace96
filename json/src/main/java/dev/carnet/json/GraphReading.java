package dev.carnet.json;

import dev.carnet.error.SessionCodecException;
import dev.carnet.spi.Encoded;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationContext;

/**
 * Reads one value and the parts it refers to, each once. In a circle a part comes to a reference to itself before it is made;
 * such a place is left open and filled when all parts are there. For one use by one thread.
 */
final class GraphReading {
    private final ValueCodec codec;
    private final Function<String, @Nullable Encoded> stored;
    private final Map<String, @Nullable Object> known;
    private final Map<String, @Nullable Object> made = new HashMap<>();
    private final Set<String> underWay = new HashSet<>();
    private final List<Runnable> open = new ArrayList<>();
    private final List<Set<@Nullable Object>> sets = new ArrayList<>();

    /**
     * @param codec reads references
     * @param stored gives the parts by name
     * @param known the objects that parts have become already
     */
    GraphReading(ValueCodec codec, Function<String, @Nullable Encoded> stored, Map<String, @Nullable Object> known) {
        this.codec = codec;
        this.stored = stored;
        this.known = known;
    }

    /** The reading that a value is a part of. */
    static GraphReading of(DeserializationContext context) {
        return (GraphReading) context.getAttribute(GraphReading.class);
    }

    /** Told each collection and map that was made. */
    static void noteMade(Object value, DeserializationContext context) {
        if (value instanceof Set<?> set && context.getAttribute(GraphReading.class) instanceof GraphReading reading) {
            @SuppressWarnings("unchecked") // its own elements are added again
            Set<@Nullable Object> elements = (Set<@Nullable Object>) set;
            reading.sets.add(elements);
        }
    }

    /** Reads a value and all it refers to. */
    @Nullable
    Object read(Encoded value) {
        try {
            Object read = codec.read(value, this);
            for (int i = 0; i < open.size(); i++) {
                open.get(i).run();
            }
            if (!open.isEmpty()) {
                sets.forEach(GraphReading::addAgain);
            }
            return read;
        } catch (Unfinished e) {
            throw new SessionCodecException(
                    "the stored value holds itself in a way that it cannot be made again", null);
        }
    }

    /** The objects that parts have become; whole only when all has been read. */
    Map<String, @Nullable Object> made() {
        return made;
    }

    /** The elements were not whole when they were added: their hashes may be others now. */
    private static void addAgain(Set<@Nullable Object> set) {
        List<@Nullable Object> elements = new ArrayList<>(set);
        set.clear();
        set.addAll(elements);
    }

    /** Leaves something to be done when all parts are there. */
    void later(Runnable filling) {
        open.add(filling);
    }

    /**
     * The object that a part is.
     *
     * @throws Unfinished if it is under way
     * @throws SessionCodecException if it is not there or cannot be read
     */
    @Nullable
    Object resolve(Reference reference) {
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
                throw codec.failures().readingTooDeep();
            }
            Encoded json = stored.apply(part);
            if (json == null) {
                throw new SessionCodecException("the stored value refers to a part that is not stored", null);
            }
            Object value = codec.read(json, this);
            made.put(part, value);
            return value;
        } finally {
            underWay.remove(part);
        }
    }

    /** The object, or the reference itself if its part is under way. */
    @Nullable
    Object resolveOrHole(Reference reference) {
        try {
            return resolve(reference);
        } catch (Unfinished e) {
            return reference;
        }
    }

    static boolean hasHole(Collection<? extends @Nullable Object> values) {
        return values.stream().anyMatch(Reference.class::isInstance);
    }

    /** The value itself, or what a hole is to be filled with. */
    @Nullable
    Object filled(@Nullable Object value) {
        return value instanceof Reference hole ? resolve(hole) : value;
    }
}
