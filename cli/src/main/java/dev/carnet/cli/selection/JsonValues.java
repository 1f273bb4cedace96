package dev.carnet.cli.selection;

import dev.carnet.error.SessionCodecException;
import dev.carnet.options.AllowedTypes;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.Encoding;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.codec.SessionCodec;
import dev.carnet.spi.codec.SessionCodecProvider;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * Attribute values as JSON, whatever form the store keeps them in.
 *
 * @param encoding the store's
 */
public record JsonValues(Encoding encoding) {

    /** The same session; what cannot be read as JSON stays the bytes it is. */
    public SessionRecord of(SessionRecord session) {
        if (encoding != Encoding.BSON) {
            return session;
        }
        SessionCodec codec = codec();
        Map<String, Encoded> values = new LinkedHashMap<>();
        session.attributes().values().forEach((name, value) -> values.put(name, json(value, codec)));
        return new SessionRecord(session.header(), new Attributes(values));
    }

    private static Encoded json(Encoded value, SessionCodec codec) {
        try {
            return codec.toJson(value);
        } catch (SessionCodecException e) {
            return value;
        }
    }

    /** No class need be allowed where nothing is made of its values. */
    private SessionCodec codec() {
        return ServiceLoader.load(SessionCodecProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(each -> each.supports(encoding))
                .findFirst()
                .orElseThrow()
                .create(encoding, AllowedTypes.NONE);
    }
}
