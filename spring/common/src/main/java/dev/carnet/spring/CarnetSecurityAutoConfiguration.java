package dev.carnet.spring;

import dev.carnet.options.ValueAdapter;
import dev.carnet.servlet.SessionAttributeObserver;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ResourceLoader;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.saml2.provider.service.authentication.Saml2AuthenticationException;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.util.ClassUtils;

/** Configures how Spring Security's attributes are stored, and derives a session's principal. */
@AutoConfiguration(before = CarnetAutoConfiguration.class)
@ConditionalOnClass(CsrfToken.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty(name = "carnet.enabled", matchIfMissing = true)
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

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(OAuth2AuthenticationException.class)
    static class OnOAuth2 {
        @Bean
        ValueAdapter<OAuth2AuthenticationException> carnetOAuth2FailureAdapter() {
            return LoginFailures.OAuth2.adapter();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(Saml2AuthenticationException.class)
    static class OnSaml2 {
        @Bean
        ValueAdapter<Saml2AuthenticationException> carnetSaml2FailureAdapter() {
            return LoginFailures.Saml2.adapter();
        }
    }
}
