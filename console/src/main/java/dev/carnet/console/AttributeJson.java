package dev.carnet.console;

import dev.carnet.error.SessionCodecException;
import dev.carnet.options.AllowedTypes;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.Encoding;
import dev.carnet.spi.codec.SessionCodec;
import dev.carnet.spi.codec.SessionCodecProvider;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Attribute values as JSON, whatever form the store keeps them in. Thread-safe. */
final class AttributeJson {
    private final @Nullable SessionCodec codec;

    /** @param encoding the store's */
    AttributeJson(Encoding encoding) {
        codec = encoding == Encoding.BSON ? codec(encoding) : null;
    }

    /** No class need be allowed where nothing is made of its values. Null if no codec is there. */
    private static @Nullable SessionCodec codec(Encoding encoding) {
        return ServiceLoader.load(SessionCodecProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(each -> each.supports(encoding))
                .findFirst()
                .map(each -> each.create(encoding, AllowedTypes.NONE))
                .orElse(null);
    }

    /** The same value; what cannot be read as JSON stays the bytes it is. */
    Encoded of(Encoded value) {
        try {
            return codec == null ? value : codec.toJson(value);
        } catch (SessionCodecException e) {
            return value;
        }
    }
}
