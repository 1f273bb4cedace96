package dev.carnet.json;

import dev.carnet.error.ConfigurationException;
import dev.carnet.json.form.JsonForm;
import dev.carnet.options.AllowedTypes;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.Encoding;
import dev.carnet.spi.codec.SessionCodec;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * Writes attribute values as plain, compact JSON and notes beside them what JSON does not say; see {@link ValueCodec} for
 * what it takes and the package for the notes. Thread-safe.
 */
public final class JsonSessionCodec implements SessionCodec {
    private final ValueCodec codec;

    JsonSessionCodec(ValueCodec codec) {
        this.codec = codec;
    }

    /**
     * A codec for an encoding.
     *
     * @param encoding {@link Encoding#JSON_TEXT}, all ASCII, or {@link Encoding#BYTES}, UTF-8
     * @param extensions beside those on the class path
     * @throws IllegalArgumentException if it is another encoding
     * @throws ConfigurationException if a class is allowed under the name of a plain type, or if an interface or abstract
     *     class is allowed
     */
    public static JsonSessionCodec create(Encoding encoding, AllowedTypes allowed, JacksonExtension... extensions) {
        return new JsonSessionCodec(ValueCodec.create(form(encoding), allowed, extensions));
    }

    static JsonForm form(Encoding encoding) {
        if (encoding == Encoding.BSON) {
            throw new IllegalArgumentException("JSON is not BSON: add the module of the store that needs it");
        }
        return new JsonForm(encoding);
    }

    @Override
    public Encoding encoding() {
        return codec.encoding();
    }

    @Override
    public Encoded encode(Object value) {
        byte[] plain = Shortcut.write(value);
        return plain == null ? codec.encode(value) : Encoded.of(plain, null);
    }

    @Override
    public @Nullable Object decode(Encoded value) {
        Object plain = plain(value);
        return plain == null ? codec.decode(value) : plain;
    }

    @Override
    public @Nullable Object decode(Encoded value, Type type) {
        Object plain = plain(value);
        return plain != null && type instanceof Class<?> wanted && wanted.isInstance(plain)
                ? plain
                : codec.decode(value, type);
    }

    private static @Nullable Object plain(Encoded value) {
        return value.types() == null ? Shortcut.read(value) : null;
    }
}
