package dev.carnet.spring.boot3;

import dev.carnet.SessionEngine;
import dev.carnet.spring.CarnetAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** The session store among the application's health: {@code carnet}. */
@AutoConfiguration(after = CarnetAutoConfiguration.class)
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnBean(SessionEngine.class)
@ConditionalOnEnabledHealthIndicator("carnet")
public class CarnetBoot3HealthAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean(name = "carnetHealthIndicator")
    HealthIndicator carnetHealthIndicator(SessionEngine engine) {
        return new StoreHealthIndicator(engine);
    }
}
