package dev.carnet.json;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JacksonModule;

/**
 * What Jackson is to know of classes that one cannot annotate: mix-ins, and modules with serializers and deserializers. The
 * classes have to be allowed as any other; a value of theirs is read back as a trial whenever it is put. Handed to a codec's
 * {@code create}, or found through {@link java.util.ServiceLoader}, in JSON, BSON and graphs alike.
 */
public interface JacksonExtension {
    /** A class to the one whose annotations it is to have. */
    default Map<Class<?>, Class<?>> mixIns() {
        return Map.of();
    }

    /** Modules that know classes of the application's or of a library; what Carnet stores by itself it reads by itself. */
    default List<JacksonModule> modules() {
        return List.of();
    }
}
