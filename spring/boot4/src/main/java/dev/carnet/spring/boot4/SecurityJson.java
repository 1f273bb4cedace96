package dev.carnet.spring.boot4;

import dev.carnet.spring.SecurityValueFormat;
import java.util.Collection;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.jackson.SecurityJacksonModules;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/**
 * Spring Security's own JSON, by the modules it has for Jackson 3. Class names in it are held against Spring Security's list,
 * and against the application's allowed packages.
 */
final class SecurityJson implements SecurityValueFormat {
    private final JsonMapper mapper;

    SecurityJson(ClassLoader loader, Collection<String> packages) {
        BasicPolymorphicTypeValidator.Builder allowed = BasicPolymorphicTypeValidator.builder();
        // What List.of and its like give.
        allowed.allowIfSubType("java.util.ImmutableCollections$");
        packages.forEach(each -> allowed.allowIfSubType(each + "."));
        mapper = JsonMapper.builder()
                .addModules(SecurityJacksonModules.getModules(loader, allowed))
                .build();
    }

    @Override
    public String write(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }

    @Override
    public <T> T read(String json, Class<T> type) {
        try {
            T value = mapper.readValue(json, type);
            readDetails(value);
            return value;
        } catch (JacksonException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }

    /** Of some tokens, such as a pre-authenticated one, Spring Security leaves the details unread. */
    private void readDetails(Object value) {
        if (value instanceof AbstractAuthenticationToken token && token.getDetails() instanceof JsonNode unread) {
            token.setDetails(unread.isNull() ? null : mapper.readValue(unread.toString(), Object.class));
        }
    }
}
