package dev.carnet.spi.setup;

import dev.carnet.error.ConfigurationException;
import dev.carnet.spi.SessionStore;
import java.util.List;

/** Encrypts what a store is given: the decorator next to the store. Thread-safe. */
@FunctionalInterface
public interface StoreEncryption {
    /**
     * The store behind the encryption.
     *
     * @return closes the store with itself
     * @throws ConfigurationException if the store cannot be used so
     */
    SessionStore around(SessionStore store);

    /** Found through {@link java.util.ServiceLoader}: makes the encryption that the block {@code encryption} describes. */
    interface Provider {
        /** Every key that it understands in the block. */
        List<Setting<?>> settings();

        /**
         * The encryption.
         *
         * @param settings the block
         * @throws ConfigurationException made by {@link Settings#invalid}; shows no key
         */
        StoreEncryption create(Settings settings);
    }
}
