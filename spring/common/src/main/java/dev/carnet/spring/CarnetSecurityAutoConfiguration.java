package dev.carnet.spring;

import dev.carnet.options.ValueAdapter;
import dev.carnet.servlet.SessionAttributeObserver;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.ResourceLoader;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.util.ClassUtils;

/** How what Spring Security keeps in a session is stored, and whose session it is. */
@AutoConfiguration(before = CarnetAutoConfiguration.class)
@ConditionalOnClass(CsrfToken.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class CarnetSecurityAutoConfiguration {
    @Bean
    ValueAdapter<CsrfToken> carnetCsrfTokenAdapter() {
        return SecurityValues.csrfToken();
    }

    @Bean
    ValueAdapter<AuthenticationException> carnetAuthenticationExceptionAdapter() {
        return SecurityValues.exception();
    }

    @Bean
    ValueAdapterSource carnetSecurityJsonAdapters(
            ObjectProvider<SecurityValueFormat> format, ResourceLoader resources) {
        ClassLoader loader =
                Objects.requireNonNullElseGet(resources.getClassLoader(), ClassUtils::getDefaultClassLoader);
        return () -> {
            SecurityValueFormat found = format.getIfAvailable();
            return found == null ? List.of() : new SecurityJsonAdapters(found, loader).adapters();
        };
    }

    @Bean
    SessionAttributeObserver carnetPrincipalOfAuthentication() {
        return new PrincipalOfAuthentication();
    }
}
