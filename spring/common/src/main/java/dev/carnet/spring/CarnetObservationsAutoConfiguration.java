package dev.carnet.spring;

import dev.carnet.metrics.StoreObservations;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/**
 * Observations of the store's calls, such as spans in a request's trace, where the application has a registry for them.
 */
@AutoConfiguration(
        before = CarnetAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.actuate.autoconfigure.observation.ObservationAutoConfiguration",
            "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration"
        })
@ConditionalOnClass({StoreObservations.class, ObservationRegistry.class})
@ConditionalOnBean(ObservationRegistry.class)
@ConditionalOnProperty(name = "carnet.enabled", matchIfMissing = true)
public class CarnetObservationsAutoConfiguration {
    @Bean
    SessionEngineCustomizer carnetObservationsAroundTheStore(ObservationRegistry registry) {
        return engine -> engine.decorate(new StoreObservations(registry)::around);
    }
}
