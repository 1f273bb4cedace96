package dev.carnet.spring.boot3;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carnet.spring.SecurityValueFormat;
import org.springframework.security.jackson2.SecurityJackson2Modules;

/**
 * Spring Security's own JSON, by the modules it has for Jackson 2. Class names in it are held against Spring Security's list;
 * an application's own classes are on it if they carry an annotation of Jackson's.
 */
final class SecurityJson implements SecurityValueFormat {
    private final ObjectMapper mapper = new ObjectMapper();

    SecurityJson(ClassLoader loader) {
        mapper.registerModules(SecurityJackson2Modules.getModules(loader));
    }

    @Override
    public String write(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }

    @Override
    public <T> T read(String json, Class<T> type) {
        try {
            return mapper.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }
}
