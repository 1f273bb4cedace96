package dev.carnet.testkit;

import dev.carnet.options.AllowedTypes;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.Encoding;
import dev.carnet.spi.codec.SessionCodec;
import dev.carnet.spi.codec.SessionCodecProvider;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Makes values as a store keeps them, from JSON texts, whatever the store's encoding. Immutable. */
public final class Values {
    /** For stores that keep JSON: the texts as they stand. */
    public static final Values JSON = new Values(Encoding.BYTES);

    private final Encoding encoding;

    private Values(Encoding encoding) {
        this.encoding = encoding;
    }

    /** For a store of this encoding, whose codec is on the class path. */
    public static Values of(Encoding encoding) {
        return encoding == Encoding.BSON ? new Values(encoding) : JSON;
    }

    /** A value without a note. */
    public Encoded value(String json) {
        return value(json, null);
    }

    /** A value with this note beside it, whether it fits or not. */
    public Encoded value(String json, @Nullable String note) {
        Encoded text = Encoded.of(json.getBytes(StandardCharsets.UTF_8), note);
        if (encoding != Encoding.BSON) {
            return text;
        }
        Object value = codec(Encoding.BYTES).decode(Encoded.of(text.bytes(), null));
        return Encoded.of(codec(encoding).encode(Objects.requireNonNull(value)).bytes(), note);
    }

    /** Attributes, each from its JSON text. */
    public Attributes attributes(Map<String, String> json) {
        Map<String, Encoded> values = new LinkedHashMap<>();
        json.forEach((name, text) -> values.put(name, value(text)));
        return new Attributes(values);
    }

    private static SessionCodec codec(Encoding encoding) {
        return ServiceLoader.load(SessionCodecProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(each -> each.supports(encoding))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no codec on the class path writes " + encoding))
                .create(encoding, AllowedTypes.NONE);
    }
}
