package dev.carnet.spi.setup;

import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.StoreSetup.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The configuration format of another framework, found by {@link java.util.ServiceLoader}. It sees every configuration
 * before Carnet reads it, and translates its own keys to Carnet's. Thread-safe.
 */
public interface ConfigurationDialect {
    /** The key that marks a configuration as being in this dialect, such as {@code dancer}. */
    String key();

    /**
     * Translates a configuration in this dialect; leaves any other unchanged.
     *
     * @return the value of the {@link #key}; empty if the configuration is not in this dialect
     */
    Optional<String> translate(ConfigurationTree configuration);

    /** The provider of the store for a translated configuration, instead of that of the selected store. */
    default SessionStoreProvider provider(String mode, SessionStoreProvider chosen) {
        return chosen;
    }

    /**
     * When the framework created the session with a key, if the key contains that time; otherwise empty.
     *
     * @param mode the value of the {@link #key}
     */
    default Optional<Instant> madeAt(String mode, SessionKey key) {
        return Optional.empty();
    }

    /**
     * The other program that reads and writes the records of a translated configuration, which therefore cannot be
     * encrypted; empty if there is none.
     *
     * @param mode the value of the {@link #key}
     */
    default Optional<String> otherReader(String mode) {
        return Optional.empty();
    }

    /**
     * Findings for an operator about a {@linkplain #translate translated} configuration whose store is reachable.
     *
     * @param mode the value of the {@link #key}
     * @param store the store of the configuration; must only be read
     */
    List<Finding> check(String mode, SessionStore store);
}
