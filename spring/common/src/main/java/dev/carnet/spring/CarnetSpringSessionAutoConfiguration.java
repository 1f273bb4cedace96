package dev.carnet.spring;

import dev.carnet.SessionEngine;
import dev.carnet.servlet.SessionAttributeObserver;
import dev.carnet.spring.session.EngineSessionRepository;
import dev.carnet.spring.session.SpringSessionEvents;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.SessionRepository;

/** If Spring Session is on the class path, provides its repository over the engine, and publishes its events. */
@AutoConfiguration(
        after = CarnetAutoConfiguration.class,
        beforeName = {
            "org.springframework.boot.autoconfigure.session.SessionAutoConfiguration",
            "org.springframework.boot.session.autoconfigure.SessionAutoConfiguration"
        })
@ConditionalOnClass(FindByIndexNameSessionRepository.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty(name = "carnet.enabled", matchIfMissing = true)
public class CarnetSpringSessionAutoConfiguration {
    @Bean
    @ConditionalOnBean(SessionEngine.class)
    @ConditionalOnMissingBean(SessionRepository.class)
    EngineSessionRepository carnetSessionRepository(
            SessionEngine engine, ObjectProvider<SessionAttributeObserver> observers) {
        return new EngineSessionRepository(engine, observers.orderedStream().toList());
    }

    /** Apart, since the engine waits for its listeners. */
    @Configuration(proxyBeanMethods = false)
    static class Events {
        @Bean
        SpringSessionEvents carnetSpringSessionEvents(ApplicationEventPublisher publisher) {
            return new SpringSessionEvents(publisher);
        }
    }
}
