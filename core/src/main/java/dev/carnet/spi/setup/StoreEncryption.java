package dev.carnet.spi.setup;

import dev.carnet.error.ConfigurationException;
import dev.carnet.spi.SessionStore;
import java.util.List;

/** Encrypts the records of a store: the innermost decorator. Thread-safe. */
@FunctionalInterface
public interface StoreEncryption {
    /**
     * Decorates a store with encryption.
     *
     * @return a store that closes the underlying store when it is closed
     * @throws ConfigurationException if the store cannot be encrypted
     */
    SessionStore around(SessionStore store);

    /** Creates the encryption that the block {@code encryption} describes. Found by {@link java.util.ServiceLoader}. */
    interface Provider {
        /** All settings of the block. */
        List<Setting<?>> settings();

        /**
         * The encryption.
         *
         * @param settings the block
         * @throws ConfigurationException created by {@link Settings#invalid}; contains no key
         */
        StoreEncryption create(Settings settings);
    }
}
