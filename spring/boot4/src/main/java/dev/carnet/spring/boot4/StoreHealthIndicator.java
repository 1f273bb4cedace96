package dev.carnet.spring.boot4;

import dev.carnet.SessionEngine;
import dev.carnet.error.SessionStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether the session store answers; what it says otherwise is for the log only. */
final class StoreHealthIndicator implements HealthIndicator {
    private static final Logger LOG = LoggerFactory.getLogger(StoreHealthIndicator.class);

    private final SessionEngine engine;

    StoreHealthIndicator(SessionEngine engine) {
        this.engine = engine;
    }

    @Override
    public Health health() {
        try {
            engine.ping();
            return Health.up().build();
        } catch (SessionStoreException e) {
            LOG.warn("the session store does not answer", e);
            return Health.down().build();
        }
    }
}
