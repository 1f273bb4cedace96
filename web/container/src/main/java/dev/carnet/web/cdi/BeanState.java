package dev.carnet.web.cdi;

import dev.carnet.error.ConfigurationException;
import dev.carnet.options.AllowedTypes;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.Encoding;
import dev.carnet.spi.codec.SessionCodec;
import dev.carnet.spi.codec.SessionCodecProvider;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.ServiceLoader;

/** A bean's state as JSON text and the names of the types in it, whatever the store's own encoding is. */
record BeanState(SessionCodec codec) {
    static BeanState of(AllowedTypes allowed) {
        return new BeanState(ServiceLoader.load(SessionCodecProvider.class, BeanState.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(each -> each.name().equals("json"))
                .findFirst()
                .orElseThrow(() -> new ConfigurationException(
                        "session-scoped CDI beans need the JSON codec; add dev.carnet:carnet-json"))
                .create(Encoding.JSON_TEXT, allowed));
    }

    void write(Object bean, Map<String, Object> to) {
        Encoded state = codec.encode(bean);
        to.put("state", state.text());
        String types = state.types();
        if (types != null) {
            to.put("types", types);
        }
    }

    Object read(Map<?, ?> from, Class<?> type) {
        byte[] json = String.valueOf(from.get("state")).getBytes(StandardCharsets.UTF_8);
        Object bean = codec.decode(Encoded.of(json, from.get("types") instanceof String types ? types : null), type);
        if (bean == null) {
            throw new IllegalArgumentException("the stored state of " + type.getName() + " is null");
        }
        return bean;
    }
}
