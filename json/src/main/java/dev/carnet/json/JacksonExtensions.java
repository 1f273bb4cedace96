package dev.carnet.json;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import tools.jackson.databind.json.JsonMapper;

/** The combined {@link JacksonExtension}s of a mapper. */
record JacksonExtensions(List<JacksonExtension> all) {
    /** The given extensions and those on the class path. */
    static JacksonExtensions with(JacksonExtension... given) {
        List<JacksonExtension> all = new ArrayList<>(List.of(given));
        ServiceLoader.load(JacksonExtension.class, JacksonExtensions.class.getClassLoader())
                .forEach(all::add);
        return new JacksonExtensions(List.copyOf(all));
    }

    void applyTo(JsonMapper.Builder builder) {
        for (JacksonExtension each : all) {
            each.mixIns().forEach(builder::addMixIn);
            each.modules().forEach(builder::addModule);
        }
    }
}
