package dev.carnet.json;

import dev.carnet.error.SessionCodecException;
import dev.carnet.json.graph.Conformity;
import dev.carnet.json.graph.GraphReading;
import dev.carnet.json.graph.Placing;
import dev.carnet.json.graph.SharedObjects;
import dev.carnet.json.type.PlainTypes;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.codec.JsonGraph;
import dev.carnet.spi.codec.ObjectGraph;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The objects of one session. Each part is read once and written under its name. */
final class JsonObjectGraph implements ObjectGraph {
    private final JsonSessionCodec plain;
    private final ValueCodec referring;
    private final Function<String, @Nullable Encoded> stored;
    private final Map<String, @Nullable Object> objects = new HashMap<>();
    private IdentityHashMap<Object, String> names = new IdentityHashMap<>();

    /**
     * @param plain for values by themselves
     * @param referring for values that refer to parts
     * @param stored gives the parts by name
     */
    JsonObjectGraph(JsonSessionCodec plain, ValueCodec referring, Function<String, @Nullable Encoded> stored) {
        this.plain = plain;
        this.referring = referring;
        this.stored = stored;
    }

    @Override
    public @Nullable Object decode(Encoded value) {
        if (!JsonGraph.isGraph(value)) {
            return plain.decode(value);
        }
        GraphReading reading = new GraphReading(referring::read, referring.failures()::readingTooDeep, stored, objects);
        Object decoded = reading.read(value);
        reading.made().forEach(this::know);
        return decoded;
    }

    private void know(String part, @Nullable Object value) {
        objects.put(part, value);
        if (value != null && isObject(value)) {
            names.put(value, part);
        }
    }

    /** Whether it is an object that can be shared, unlike numbers and texts. */
    private static boolean isObject(Object value) {
        return !(value instanceof Enum) && PlainTypes.of(value.getClass()) == null;
    }

    @Override
    public @Nullable Object decode(Encoded value, Type type) {
        if (!JsonGraph.isGraph(value)) {
            return plain.decode(value, type);
        }
        Object decoded = decode(value);
        return decoded == null || is(decoded, type) ? decoded : plain.decode(plain.encode(decoded), type);
    }

    @Override
    public boolean is(Object value, Type type) {
        return new Conformity().of(value, referring.type(type));
    }

    @Override
    public Written encode(List<Object> values) {
        SharedObjects survey = new SharedObjects(names::containsKey);
        Written written = encode(values, survey);
        if (survey.isDelicate()) {
            requireThatItCanBeRead(written.parts());
        }
        return written;
    }

    private Written encode(List<Object> values, SharedObjects survey) {
        List<Encoded> alone = new ArrayList<>();
        values.forEach(
                each -> alone.add(isObject(each) ? survey.marked(referring.encode(each, survey)) : plain.encode(each)));
        if (survey.parts().isEmpty()) {
            if (survey.metDeclaredForm()) {
                // Tries whether they come back; the bytes are the same.
                values.forEach(plain::encode);
            }
            return new Written(alone, Map.of());
        }
        survey.parts().stream()
                .filter(each -> !names.containsKey(each))
                .forEach(each -> know(JsonGraph.newName(), each));
        Map<String, Encoded> parts = new HashMap<>();
        for (Object each : survey.parts()) {
            parts.put(String.valueOf(names.get(each)), part(each));
        }
        return new Written(values.stream().map(this::referring).toList(), parts);
    }

    private Encoded referring(Object value) {
        Placing placing = new Placing(names, null);
        return isObject(value) ? placing.marked(referring.encode(value, placing)) : plain.encode(value);
    }

    private Encoded part(Object value) {
        Encoded written = referring.encode(value, new Placing(names, value));
        return JsonGraph.part(written.bytes(), written.types());
    }

    /** A few kinds of cycle cannot be restored; only a test shows which. */
    private void requireThatItCanBeRead(Map<String, Encoded> parts) {
        JsonObjectGraph again = new JsonObjectGraph(plain, referring, parts::get);
        List<Object> made = new ArrayList<>();
        try {
            parts.forEach((name, part) -> {
                Object value = again.decode(JsonGraph.referring(GraphSessionCodec.reference(name), null));
                if (value != null) {
                    made.add(value);
                }
            });
            if (parts.equals(again.encode(made, new SharedObjects(again.names::containsKey))
                    .parts())) {
                return;
            }
        } catch (SessionCodecException cannotBeRead) {
            throw refusal(cannotBeRead);
        }
        throw refusal(null);
    }

    private static SessionCodecException refusal(@Nullable SessionCodecException cause) {
        return new SessionCodecException(
                "the value cannot be stored in a session, because it contains a cycle that cannot be restored: let"
                        + " the cycle close at a list, a map or an object with a constructor without arguments",
                cause);
    }

    @Override
    public void rename(Map<String, String> other) {
        other.forEach((from, to) -> {
            if (objects.containsKey(from)) {
                objects.put(to, objects.remove(from));
            }
        });
        names.replaceAll((object, name) -> other.getOrDefault(name, name));
    }
}
