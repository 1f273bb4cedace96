package dev.carnet.spring;

import dev.carnet.metrics.SessionMeters;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** Meters of sessions and their store, where the application has a registry for them. */
@AutoConfiguration(
        before = CarnetAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
        })
@ConditionalOnClass({SessionMeters.class, MeterRegistry.class})
@ConditionalOnBean(MeterRegistry.class)
@ConditionalOnProperty(name = "carnet.enabled", matchIfMissing = true)
public class CarnetMetersAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    SessionMeters carnetMeters(MeterRegistry registry) {
        return new SessionMeters(registry);
    }

    @Bean
    SessionEngineCustomizer carnetMetersAroundTheStore(SessionMeters meters) {
        return engine -> engine.decorate(meters::around);
    }
}
