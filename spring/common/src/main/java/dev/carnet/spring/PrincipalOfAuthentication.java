package dev.carnet.spring;

import dev.carnet.Session;
import dev.carnet.servlet.SessionAttributeObserver;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

/** A session belongs to whom Spring Security has authenticated in it. */
final class PrincipalOfAuthentication implements SessionAttributeObserver {
    @Override
    public void changed(Session session, String name, @Nullable Object value) {
        if (name.equals(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY)) {
            session.setPrincipal(value instanceof SecurityContext context ? name(context.getAuthentication()) : null);
        }
    }

    private static @Nullable String name(@Nullable Authentication authentication) {
        return authentication == null || authentication instanceof AnonymousAuthenticationToken
                ? null
                : authentication.getName();
    }
}
