package dev.carnet.json;

import dev.carnet.error.ConfigurationException;
import dev.carnet.json.form.JsonForm;
import dev.carnet.json.type.StoredTypes;
import dev.carnet.options.AllowedTypes;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.Encoding;
import dev.carnet.spi.codec.GraphCodec;
import dev.carnet.spi.codec.JsonGraph;
import dev.carnet.spi.codec.ObjectGraph;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * As {@link JsonSessionCodec}, and what is one object in a session is one again: within an attribute, in several of them, and
 * in circles. Values that share nothing are written as that codec writes them, and both read them; what is shared is written
 * as {@link JsonGraph} says. Thread-safe.
 *
 * <p><b>What is one object</b>: arrays, collections and maps, and the application's records and beans. Texts, numbers, dates,
 * byte arrays and the like, and the JDK's constant collections ({@code List.of}), are equal afterwards, not the same. An
 * object of the application's that is shared must be allowed itself, also where a property declares it.
 *
 * <p><b>Circles</b> may go through lists, maps and objects with a constructor without arguments as they please; through
 * records, sets and arrays as far as such a circle can be made at all, which is tried when it is written. Where they close a
 * hash set, its elements should not be equal by what the circle holds.
 *
 * <p><b>Bounds</b>: 500 levels, shared or not, and a million objects.
 */
public final class GraphSessionCodec implements GraphCodec {
    private final JsonSessionCodec plain;
    private final ValueCodec referring;

    private GraphSessionCodec(JsonForm form, StoredTypes types, JacksonExtensions extensions) {
        plain = new JsonSessionCodec(new ValueCodec(form, types, JsonMappers.mapper(form, types, extensions)));
        referring = new ValueCodec(form, types, JsonMappers.graphMapper(form, types, extensions));
    }

    /**
     * A codec for an encoding.
     *
     * @param encoding {@link Encoding#JSON_GRAPH} or {@link Encoding#JSON_TEXT}, all ASCII, or {@link Encoding#BYTES}, UTF-8
     * @throws IllegalArgumentException if it is another encoding
     * @throws ConfigurationException as {@link JsonSessionCodec#create}
     */
    public static GraphSessionCodec create(Encoding encoding, AllowedTypes allowed, JacksonExtension... extensions) {
        JsonForm form = JsonSessionCodec.form(encoding);
        return new GraphSessionCodec(form, new StoredTypes(form, allowed), JacksonExtensions.with(extensions));
    }

    static byte[] reference(String part) {
        return JsonGraph.reference(part).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Encoding encoding() {
        return plain.encoding();
    }

    @Override
    public Encoded encode(Object value) {
        return plain.encode(value);
    }

    @Override
    public @Nullable Object decode(Encoded value) {
        return graph(nothing -> null).decode(value);
    }

    @Override
    public @Nullable Object decode(Encoded value, Type type) {
        return graph(nothing -> null).decode(value, type);
    }

    @Override
    public ObjectGraph graph(Function<String, @Nullable Encoded> parts) {
        return new JsonObjectGraph(plain, referring, parts);
    }
}
