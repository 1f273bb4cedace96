package dev.carnet.spring;

import dev.carnet.options.ValueAdapter;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;

/**
 * Stores a security context as its authentication. It is restored as Spring's standard context, regardless of its
 * class.
 */
record SecurityContextAdapter(ReadableFormat format) implements ValueAdapter.Json<SecurityContext> {
    private static final String NOBODY = "{}";

    @Override
    public String name() {
        return "spring.SecurityContext";
    }

    @Override
    public Class<SecurityContext> type() {
        return SecurityContext.class;
    }

    @Override
    public String toJson(SecurityContext context) {
        @Nullable Authentication authentication = context.getAuthentication();
        return authentication == null ? NOBODY : format.write(authentication, Authentication.class);
    }

    @Override
    public SecurityContext fromJson(String json) {
        return json.strip().equals(NOBODY)
                ? new SecurityContextImpl()
                : new SecurityContextImpl(format.read(json, Authentication.class));
    }
}
