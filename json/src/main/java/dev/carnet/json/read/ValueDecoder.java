package dev.carnet.json.read;

import dev.carnet.json.graph.GraphReading;
import dev.carnet.json.graph.Reference;
import dev.carnet.json.graph.ReferenceReaders;
import dev.carnet.json.graph.Unfinished;
import dev.carnet.json.note.Note;
import dev.carnet.json.note.StoredNote;
import dev.carnet.json.type.Adapted;
import dev.carnet.json.type.AdaptedValues;
import dev.carnet.json.type.Application;
import dev.carnet.json.type.ArrayOf;
import dev.carnet.json.type.Elements;
import dev.carnet.json.type.Mapping;
import dev.carnet.json.type.Scalar;
import dev.carnet.json.type.Sequence;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonParser.NumberType;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.bean.BeanDeserializer;

/** Reads the JSON at the parser's token according to its note. For one use by one thread. */
final class ValueDecoder {
    private static final String ATOMIC_REFERENCE = "atomicreference";

    private final JsonParser in;
    private final DeserializationContext context;

    ValueDecoder(JsonParser in, DeserializationContext context) {
        this.in = in;
        this.context = context;
    }

    /** The value; if the note does not fit, the value without it. */
    @Nullable
    Object read(@Nullable Note note) {
        if (note != null
                && note.type() instanceof Adapted adapted
                && !in.hasToken(JsonToken.VALUE_NULL)
                && !Reference.isAt(in)) {
            return readAdapted(adapted);
        }
        return switch (in.currentToken()) {
            case START_ARRAY -> readArray(note);
            case START_OBJECT -> readObject(note);
            case VALUE_NULL -> null;
            default -> Reference.isAt(in) ? GraphReading.of(context).resolve(Reference.at(in)) : readScalar(note);
        };
    }

    /** The value that an adapter creates from the JSON here. */
    Object readAdapted(Adapted adapted) {
        in.finishToken();
        Object value = AdaptedValues.read(adapted.adapter(), in, () -> read(null));
        return value == null ? context.reportInputMismatch(adapted.type(), "its adapter makes nothing of it") : value;
    }

    private Object readScalar(@Nullable Note note) {
        if (note != null && note.type() instanceof Scalar<?> scalar) {
            Object value = scalar.read(in);
            if (value != null) {
                return value;
            } else if (scalar.application() && in.hasToken(JsonToken.VALUE_STRING)) {
                return context.reportInputMismatch(scalar.type(), "no constant of the enum");
            }
        } else if (note != null && note.type() instanceof Application application) {
            in.finishToken();
            try {
                return readApplication(application);
            } catch (JacksonException notOfThisType) {
                return plainScalar();
            }
        }
        return plainScalar();
    }

    private Object readApplication(Application application) {
        return StoredNote.canBeMade(application.type(), context)
                ? context.readValue(in, context.constructType(application.type()))
                : context.reportInputMismatch(application.type(), "such an object is never stored");
    }

    private Object plainScalar() {
        return switch (in.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT -> in.getNumberValue();
            case VALUE_NUMBER_FLOAT -> isDecimal() ? in.getDecimalValue() : in.getDoubleValue();
            case VALUE_EMBEDDED_OBJECT -> in.getEmbeddedObject();
            default -> in.getString();
        };
    }

    /** Whether the form has a native decimal type; the tokens of a graph only keep the text. */
    private boolean isDecimal() {
        return in.getNumberType() == NumberType.BIG_DECIMAL && context.getAttribute(GraphReading.class) == null;
    }

    private Object readArray(@Nullable Note note) {
        if (note != null && note.type() instanceof Application application) {
            JavaType type = context.constructType(application.type());
            return isStoredAsArray(type) ? readApplication(application) : readArray(null);
        }
        Note fitting = note != null && note.type() instanceof Elements ? note : null;
        List<@Nullable Object> elements = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            elements.add(readOrHole(fitting == null ? null : fitting.at(elements.size())));
        }
        Object value = GraphReading.hasHole(elements)
                ? buildWithHoles(fitting, elements, GraphReading.of(context))
                : build(fitting, elements);
        GraphReading.noteMade(value, context);
        return value;
    }

    private static Object buildWithHoles(
            @Nullable Note fitting, List<@Nullable Object> elements, GraphReading reading) {
        if (fitting != null && fitting.type() instanceof ArrayOf) {
            List<@Nullable Object> present = new ArrayList<>(elements);
            present.replaceAll(each -> each instanceof Reference ? null : each);
            Object array = build(fitting, present);
            reading.later(() -> {
                for (int i = 0; i < elements.size(); i++) {
                    Array.set(array, i, reading.filled(elements.get(i)));
                }
            });
            return array;
        }
        if (fitting != null && fitting.type().name().equals(ATOMIC_REFERENCE)) {
            AtomicReference<@Nullable Object> reference = new AtomicReference<>();
            reading.later(() -> reference.set(reading.filled(elements.get(0))));
            return reference;
        }
        List<@Nullable Object> present = new ArrayList<>(elements);
        present.removeIf(Reference.class::isInstance);
        Object built = fitting != null && fitting.type() instanceof Sequence ? build(fitting, present) : present;
        if (!(built instanceof Collection)) {
            throw new Unfinished();
        }
        @SuppressWarnings("unchecked") // its own elements are added
        Collection<@Nullable Object> collection = (Collection<@Nullable Object>) built;
        reading.later(() -> {
            collection.clear();
            elements.forEach(each -> collection.add(reading.filled(each)));
        });
        return collection;
    }

    private static Object build(@Nullable Note fitting, List<@Nullable Object> elements) {
        try {
            return fitting == null ? elements : ((Elements) fitting.type()).build(elements, fitting.eachScalar());
        } catch (RuntimeException elementsOfAnotherType) {
            return elements;
        }
    }

    /** The value, or the reference itself if it refers to an enclosing value. */
    private @Nullable Object readOrHole(@Nullable Note note) {
        return Reference.isAt(in) ? GraphReading.of(context).resolveOrHole(Reference.at(in)) : read(note);
    }

    /** Another program wrote an array in place of a noted object, unless annotations produce one. */
    private boolean isStoredAsArray(JavaType type) {
        if (!(ReferenceReaders.unwrapped(context.findRootValueDeserializer(type))
                instanceof BeanDeserializer properties)) {
            return true;
        }
        ValueInstantiator creator = properties.getValueInstantiator();
        return creator.canCreateUsingDelegate() || creator.canCreateUsingArrayDelegate();
    }

    private Object readObject(@Nullable Note note) {
        if (note != null && note.type() instanceof Application application) {
            return readApplication(application);
        }
        Note fitting = note != null && note.type() instanceof Mapping ? note : null;
        Map<Object, @Nullable Object> entries = new LinkedHashMap<>();
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            in.nextToken();
            entries.put(key(name, fitting), readOrHole(fitting == null ? null : fitting.at(name)));
        }
        return GraphReading.hasHole(entries.values())
                ? buildWithHoles(fitting, entries, GraphReading.of(context))
                : build(fitting, entries);
    }

    private static Object buildWithHoles(
            @Nullable Note fitting, Map<Object, @Nullable Object> entries, GraphReading reading) {
        Map<Object, @Nullable Object> present = new LinkedHashMap<>(entries);
        present.values().removeIf(Reference.class::isInstance);
        @SuppressWarnings("unchecked") // whatever its class, it is a map
        Map<Object, @Nullable Object> map = (Map<Object, @Nullable Object>) build(fitting, present);
        reading.later(() -> {
            map.clear();
            entries.forEach((key, value) -> map.put(key, reading.filled(value)));
        });
        return map;
    }

    private static Object build(@Nullable Note fitting, Map<Object, @Nullable Object> entries) {
        try {
            return fitting == null
                    ? entries
                    : ((Mapping) fitting.type()).maker().apply(entries, fitting.key());
        } catch (RuntimeException entriesOfAnotherType) {
            return entries;
        }
    }

    /** A map's key of the noted type, or the name itself if it cannot be converted. */
    static Object key(String name, @Nullable Note note) {
        Object key = note == null || note.key() == null ? null : note.key().parse(name);
        return key == null ? name : key;
    }
}
