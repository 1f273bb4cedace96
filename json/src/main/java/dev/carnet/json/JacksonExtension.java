package dev.carnet.json;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JacksonModule;

/**
 * Tells Jackson about classes that cannot be annotated: mix-ins, and modules with serializers and deserializers. The
 * classes must be allowed like any other; each value of such a class is read back as a test when it is put. Passed to a
 * codec's {@code create}, or found through {@link java.util.ServiceLoader}; applies to JSON, BSON and graphs.
 */
public interface JacksonExtension {
    /** Maps a class to the mix-in whose annotations apply to it. */
    default Map<Class<?>, Class<?>> mixIns() {
        return Map.of();
    }

    /** Modules for classes of the application or of a library. They do not affect types that Carnet stores itself. */
    default List<JacksonModule> modules() {
        return List.of();
    }
}
