package dev.carnet.spi.setup;

import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.StoreSetup.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Another framework's way to configure sessions, found through {@link java.util.ServiceLoader}: it is shown every
 * configuration before that is understood, and writes what is its own in Carnet's keys. Thread-safe.
 */
public interface ConfigurationDialect {
    /** The key that says that a configuration is in this dialect, such as {@code dancer}. */
    String key();

    /**
     * Rewrites a configuration that is in this dialect; leaves any other as it is.
     *
     * @return what the {@link #key} says; empty if the configuration is not in this dialect
     */
    Optional<String> translate(ConfigurationTree configuration);

    /** The way to the store of a translated configuration, in place of that of the engine which it chooses. */
    default SessionStoreProvider provider(String mode, SessionStoreProvider chosen) {
        return chosen;
    }

    /**
     * When the framework made the session with a key, as far as the key itself tells; empty if it does not.
     *
     * @param mode what the {@link #key} says
     */
    default Optional<Instant> madeAt(String mode, SessionKey key) {
        return Optional.empty();
    }

    /**
     * Who reads and writes the records of a translated configuration too, so that they cannot be encrypted; empty if nobody does.
     *
     * @param mode what the {@link #key} says
     */
    default Optional<String> otherReader(String mode) {
        return Optional.empty();
    }

    /**
     * What an operator has to know about a configuration that was {@linkplain #translate translated}, once its store can be
     * reached.
     *
     * @param mode what the {@link #key} says
     * @param store the store that the configuration leads to; only to be read
     */
    List<Finding> check(String mode, SessionStore store);
}
