package dev.carnet.spring;

import dev.carnet.SessionEngine;
import dev.carnet.audit.AuditListener;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/** The actuator's endpoint {@code sessions}, where Spring Boot has none of its own, which wants Spring Session. */
@AutoConfiguration(
        after = CarnetAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.actuate.autoconfigure.session.SessionsEndpointAutoConfiguration",
            "org.springframework.boot.session.autoconfigure.SessionsEndpointAutoConfiguration"
        })
@ConditionalOnClass({Endpoint.class, ConditionalOnAvailableEndpoint.class})
@ConditionalOnBean(SessionEngine.class)
public class CarnetEndpointAutoConfiguration {
    @Bean
    @ConditionalOnAvailableEndpoint(endpoint = SessionsEndpoint.class)
    @ConditionalOnMissingBean(
            value = SessionsEndpoint.class,
            type = {
                "org.springframework.boot.actuate.session.SessionsEndpoint",
                "org.springframework.boot.session.actuate.endpoint.SessionsEndpoint"
            })
    SessionsEndpoint carnetSessionsEndpoint(SessionEngine engine) {
        return new SessionsEndpoint(engine);
    }

    /** Beans {@link AuditListener} are told which sessions either endpoint ends. */
    @Bean
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    AuditedSessionsEndpoint carnetAuditedSessionsEndpoint(
            SessionEngine engine, ObjectProvider<AuditListener> listeners) {
        return new AuditedSessionsEndpoint(engine, listeners.orderedStream().toList());
    }
}
