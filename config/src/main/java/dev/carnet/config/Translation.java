package dev.carnet.config;

import dev.carnet.error.ConfigurationException;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.ConfigurationDialect;
import dev.carnet.spi.setup.SessionStoreProvider;
import dev.carnet.spi.setup.StoreSetup.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * The dialect that a configuration was in before it was rewritten. Immutable.
 *
 * @param dialect the dialect
 * @param mode what its key said
 */
record Translation(ConfigurationDialect dialect, String mode) {
    /** Rewrites a configuration that is in a dialect on the class path. */
    static Optional<Translation> of(EditedTree tree) {
        try {
            for (ConfigurationDialect each : ServiceLoader.load(ConfigurationDialect.class)) {
                Optional<String> mode = each.translate(tree);
                if (mode.isPresent()) {
                    return Optional.of(new Translation(each, mode.get()));
                }
            }
            return Optional.empty();
        } catch (ServiceConfigurationError e) {
            throw new ConfigurationException(
                    "a configuration dialect on the class path cannot be loaded: " + e.getMessage(), e);
        }
    }

    SessionStoreProvider provider(SessionStoreProvider chosen) {
        return dialect.provider(mode, chosen);
    }

    /** Who reads the records too. */
    Optional<String> otherReader() {
        return dialect.otherReader(mode);
    }

    Optional<Instant> madeAt(SessionKey key) {
        return dialect.madeAt(mode, key);
    }

    List<Finding> check(SessionStore store) {
        return dialect.check(mode, store);
    }
}
