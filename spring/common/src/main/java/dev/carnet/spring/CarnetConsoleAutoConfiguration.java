package dev.carnet.spring;

import dev.carnet.SessionEngine;
import dev.carnet.audit.AuditListener;
import dev.carnet.config.CarnetConfig;
import dev.carnet.console.ConsoleServlet;
import dev.carnet.console.FormFields;
import dev.carnet.error.ConfigurationException;
import jakarta.servlet.Servlet;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.util.ClassUtils;

/**
 * The console, where {@code carnet.console.enabled=true}: behind Spring Security for users with a role, without Spring Security
 * for whoever knows the token. Beans {@link AuditListener} are told what is done there.
 */
@AutoConfiguration(after = CarnetAutoConfiguration.class)
@ConditionalOnProperty(name = "carnet.console.enabled")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBean({SessionEngine.class, CarnetConfig.class})
public class CarnetConsoleAutoConfiguration {
    private static final String JAR = "dev.carnet.console.ConsoleServlet";

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({ConsoleServlet.class, Servlet.class})
    static class There {
        @Bean
        ServletRegistrationBean<ConsoleServlet> carnetConsole(
                SessionEngine engine,
                CarnetConfig config,
                Environment environment,
                ApplicationContext context,
                ObjectProvider<AuditListener> listeners) {
            ConsoleProperties properties = ConsoleProperties.of(environment);
            ConsoleServlet.Builder console =
                    ConsoleServlet.builder(engine).configuration(config).mask(properties.mask());
            listeners.orderedStream().forEach(console::auditListener);
            if (context.containsBean("springSecurityFilterChain")) {
                console.role(properties.role());
                if (ClassUtils.isPresent("org.springframework.security.web.csrf.CsrfToken", null)) {
                    console.formFields(SpringCsrf.FIELD);
                }
            } else {
                console.token(properties.requiredToken());
            }
            ServletRegistrationBean<ConsoleServlet> registration =
                    new ServletRegistrationBean<>(console.build(), properties.path() + "/*");
            registration.setName("carnetConsole");
            return registration;
        }
    }

    /** Without its jar the property alone does nothing, which nobody would notice before they look for it. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingClass(JAR)
    static class Missing {
        Missing() {
            throw new ConfigurationException("carnet.console.enabled is true, but the console is not on the class path;"
                    + " add the dependency dev.carnet:carnet-console, or remove the property");
        }
    }

    /** The token that Spring Security's filter wants in each form. */
    private static final class SpringCsrf {
        static final FormFields FIELD =
                request -> request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token
                        ? Map.of(token.getParameterName(), token.getToken())
                        : Map.of();

        private SpringCsrf() {}
    }
}
