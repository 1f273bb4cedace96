package dev.carnet.bson;

import dev.carnet.error.ConfigurationException;
import dev.carnet.json.JacksonExtension;
import dev.carnet.json.ValueCodec;
import dev.carnet.options.AllowedTypes;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.Encoding;
import dev.carnet.spi.codec.SessionCodec;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * Writes attribute values as BSON and notes beside them what BSON does not say; see {@link ValueCodec} for what it takes and
 * the package for the forms. Values are nested up to 90 levels, since MongoDB takes documents of 100. Thread-safe.
 */
public final class BsonSessionCodec implements SessionCodec {
    private final ValueCodec codec;

    private BsonSessionCodec(ValueCodec codec) {
        this.codec = codec;
    }

    /**
     * A codec that takes the plain types and those allowed.
     *
     * @throws ConfigurationException if a class is allowed under the name of a plain type, or if an interface or abstract
     *     class is allowed
     */
    public static BsonSessionCodec create(AllowedTypes allowed, JacksonExtension... extensions) {
        return new BsonSessionCodec(ValueCodec.create(new BsonForm(), allowed, extensions));
    }

    @Override
    public Encoding encoding() {
        return Encoding.BSON;
    }

    @Override
    public Encoded encode(Object value) {
        return codec.encode(value);
    }

    @Override
    public @Nullable Object decode(Encoded value) {
        return codec.decode(value);
    }

    @Override
    public @Nullable Object decode(Encoded value, Type type) {
        return codec.decode(value, type);
    }

    @Override
    public Encoded toJson(Encoded value) {
        return codec.toJson(value);
    }

    @Override
    public Encoded fromJson(Encoded json) {
        return codec.fromJson(json);
    }
}
