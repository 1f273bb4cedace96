package dev.carnet.fallback;

import dev.carnet.error.ConfigurationException;
import dev.carnet.error.SessionCodecException;
import dev.carnet.options.AllowedTypes;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.Encoding;
import dev.carnet.spi.StoreTraits;
import dev.carnet.spi.codec.SessionCodec;
import dev.carnet.spi.codec.SessionCodecProvider;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Turns attributes as one store keeps them into those that another one wants. Thread-safe. */
@FunctionalInterface
public interface ValueTransfer {
    /**
     * The attributes for the other store.
     *
     * @throws SessionCodecException if a value cannot be read
     */
    Attributes apply(Attributes attributes);

    /**
     * Between two stores: JSON is JSON, whatever the store; between that and BSON, values are decoded and encoded anew by the
     * codecs on the class path.
     *
     * @param codec the codec's configured name, or empty for what the stores want
     * @param allowed the application's own classes that sessions may hold
     * @throws ConfigurationException if there is no way from one to the other
     */
    static ValueTransfer between(StoreTraits from, StoreTraits to, String codec, AllowedTypes allowed) {
        Encoding given = from.encoding();
        Encoding wanted = to.encoding();
        boolean refers = !codec.equals("graph") && (given == Encoding.JSON_GRAPH) != (wanted == Encoding.JSON_GRAPH);
        if (refers) {
            throw new ConfigurationException("sessions cannot move from " + from.name() + " to " + to.name()
                    + ": only one of them stores references between values; set 'codec: graph' to store them in both");
        }
        if (given == wanted) {
            return attributes -> attributes;
        }
        if (given == Encoding.BSON || wanted == Encoding.BSON) {
            SessionCodec reader = codec(given, allowed);
            SessionCodec writer = codec(wanted, allowed);
            return attributes -> each(attributes, value -> encoded(writer, reader.decode(value)));
        }
        return wanted == Encoding.JSON_TEXT ? attributes -> each(attributes, ValueTransfer::inAscii) : same -> same;
    }

    /**
     * For tools that only show values: they need no classes of the application.
     *
     * @throws ConfigurationException if no codec on the class path reads one of the encodings
     */
    static ValueTransfer toLook(StoreTraits from, StoreTraits to) {
        Encoding given = from.encoding();
        Encoding shown = to.encoding();
        if (given == shown || (given != Encoding.BSON && shown != Encoding.BSON)) {
            return same -> same;
        }
        SessionCodec bson = codec(Encoding.BSON, AllowedTypes.NONE);
        return attributes -> each(attributes, given == Encoding.BSON ? bson::toJson : bson::fromJson);
    }

    /** Only what other applications wrote has nulls. */
    private static Encoded encoded(SessionCodec writer, @Nullable Object value) {
        return value == null ? writer.fromJson(Encoded.ofText("null")) : writer.encode(value);
    }

    private static Attributes each(Attributes attributes, UnaryOperator<Encoded> change) {
        Map<String, Encoded> changed = new LinkedHashMap<>();
        attributes.values().forEach((name, value) -> changed.put(name, change.apply(value)));
        return new Attributes(changed);
    }

    /** In JSON what is not ASCII stands in strings alone, where an escape means the same. */
    private static Encoded inAscii(Encoded value) {
        StringBuilder ascii = new StringBuilder(value.length());
        value.text().chars().forEach(c -> {
            if (c < 0x7f) {
                ascii.append((char) c);
            } else {
                ascii.append(String.format("\\u%04x", c));
            }
        });
        return Encoded.of(ascii.toString().getBytes(StandardCharsets.US_ASCII), value.types());
    }

    private static SessionCodec codec(Encoding encoding, AllowedTypes allowed) {
        return ServiceLoader.load(SessionCodecProvider.class, ValueTransfer.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(each -> each.supports(encoding))
                .findFirst()
                .orElseThrow(() -> new ConfigurationException("no codec on the class path reads " + encoding
                        + "; add dev.carnet:" + (encoding == Encoding.BSON ? "carnet-bson" : "carnet-json")))
                .create(encoding, allowed);
    }
}
