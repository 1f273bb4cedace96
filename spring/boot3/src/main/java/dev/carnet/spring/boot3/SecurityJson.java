package dev.carnet.spring.boot3;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carnet.spring.SecurityValueFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.jackson2.SecurityJackson2Modules;

/**
 * Spring Security's own JSON, by the modules it has for Jackson 2. Class names in it are held against Spring Security's list;
 * an application's own classes are on it if they carry an annotation of Jackson's.
 */
final class SecurityJson implements SecurityValueFormat {
    private final ObjectMapper mapper = new ObjectMapper();

    SecurityJson(ClassLoader loader) {
        mapper.registerModules(SecurityJackson2Modules.getModules(loader));
        // A mixin is what puts a class on the list: those that List.of and its like give.
        Stream.of(List.of(1), List.of(1, 2, 3), Set.of(1), Set.of(1, 2, 3), Map.of(1, 1), Map.of(1, 1, 2, 2))
                .forEach(each -> mapper.addMixIn(each.getClass(), Harmless.class));
    }

    private interface Harmless {}

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
            T value = mapper.readValue(json, type);
            readDetails(value);
            return value;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }

    /** Of some tokens, such as a pre-authenticated one, Spring Security leaves the details unread. */
    private void readDetails(Object value) throws JsonProcessingException {
        if (value instanceof AbstractAuthenticationToken token && token.getDetails() instanceof JsonNode unread) {
            token.setDetails(unread.isNull() ? null : mapper.readValue(unread.toString(), Object.class));
        }
    }
}
