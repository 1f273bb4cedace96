package dev.carnet.spring;

import dev.carnet.SessionEngine;
import dev.carnet.config.CarnetConfig;
import dev.carnet.servlet.SessionAttributeObserver;
import dev.carnet.servlet.SessionFilter;
import dev.carnet.servlet.SessionIdResolver;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.util.EnumSet;
import java.util.EventListener;
import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletListenerRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Puts the engine behind {@code request.getSession()}, before Spring Security's filters and for all dispatcher types. A bean
 * {@link SessionIdResolver} replaces cookie and header. Beans that listen to the container's sessions listen to these. Where the application has Spring Session's filter, as by {@code @EnableSpringHttpSession}, that one serves instead.
 */
@AutoConfiguration(after = CarnetAutoConfiguration.class)
@ConditionalOnClass(HttpSessionListener.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBean({SessionEngine.class, CarnetConfig.class})
public class CarnetServletAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean(
            name = "carnetSessionFilter",
            type = "org.springframework.session.web.http.SessionRepositoryFilter")
    FilterRegistrationBean<SessionFilter> carnetSessionFilter(
            SessionEngine engine,
            CarnetConfig config,
            ObjectProvider<SessionIdResolver> resolvers,
            Environment environment,
            ObjectProvider<SessionAttributeObserver> observers,
            ObjectProvider<HttpSessionListener> sessions,
            ObjectProvider<HttpSessionAttributeListener> attributes,
            ObjectProvider<HttpSessionIdListener> ids,
            ObjectProvider<ServletListenerRegistrationBean<?>> registrations) {
        Set<EventListener> listeners = new LinkedHashSet<>();
        sessions.orderedStream().forEach(listeners::add);
        attributes.orderedStream().forEach(listeners::add);
        ids.orderedStream().forEach(listeners::add);
        registrations
                .orderedStream()
                .map(ServletListenerRegistrationBean::getListener)
                .filter(CarnetServletAutoConfiguration::listensToSessions)
                .forEach(listeners::add);
        SessionFilter.Builder filter = SessionFilter.builder(engine, config);
        resolvers.ifAvailable(filter::resolver);
        listeners.forEach(filter::listener);
        observers.orderedStream().forEach(filter::observer);
        FilterRegistrationBean<SessionFilter> registration = new FilterRegistrationBean<>(filter.build());
        registration.setName("carnetSessionFilter");
        registration.setOrder(SpringProperties.of(environment).filterOrder());
        registration.setDispatcherTypes(EnumSet.allOf(DispatcherType.class));
        registration.setAsyncSupported(true);
        registration.addUrlPatterns("/*");
        return registration;
    }

    private static boolean listensToSessions(EventListener listener) {
        return listener instanceof HttpSessionListener
                || listener instanceof HttpSessionAttributeListener
                || listener instanceof HttpSessionIdListener;
    }
}
