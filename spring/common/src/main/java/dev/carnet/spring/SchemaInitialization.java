package dev.carnet.spring;

import dev.carnet.config.CarnetConfig;
import dev.carnet.spi.setup.StoreSetup;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.EmbeddedDatabaseConnection;
import org.springframework.boot.sql.init.DatabaseInitializationMode;
import org.springframework.util.ClassUtils;

/**
 * Creates missing tables and indexes according to Spring Boot's setting: only in an embedded database, always, or
 * never.
 */
final class SchemaInitialization {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaInitialization.class);

    private SchemaInitialization() {}

    static void run(CarnetConfig config, DatabaseInitializationMode mode) {
        boolean wanted = mode == DatabaseInitializationMode.ALWAYS
                || (mode == DatabaseInitializationMode.EMBEDDED && isEmbedded(config));
        if (!wanted) {
            return;
        }
        try (StoreSetup setup = config.setup()) {
            setup.plan().forEach(each -> LOG.info("the session store lacks this, which is now created: {}", each));
            setup.apply();
        }
    }

    /** Whether a data source was handed in whose database begins and ends with this process. */
    private static boolean isEmbedded(CarnetConfig config) {
        return ClassUtils.isPresent("org.springframework.jdbc.core.ConnectionCallback", null)
                && config.provider().settings().stream()
                        .flatMap(each -> config.settings().find(each).stream())
                        .anyMatch(SchemaInitialization::isEmbedded);
    }

    private static boolean isEmbedded(Object value) {
        return value instanceof DataSource dataSource && EmbeddedDatabaseConnection.isEmbedded(dataSource);
    }
}
