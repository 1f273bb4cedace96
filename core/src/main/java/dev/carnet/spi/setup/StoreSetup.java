package dev.carnet.spi.setup;

import dev.carnet.error.SessionStoreException;
import dev.carnet.spi.SessionStore;
import java.util.List;
import java.util.Optional;

/** Inspects a store's place for an operator, and creates what is missing. */
public interface StoreSetup extends AutoCloseable {
    /** For a store that needs no preparation. */
    StoreSetup NOTHING_TO_DO = new StoreSetup() {
        @Override
        public List<Finding> check() {
            return List.of();
        }

        @Override
        public List<String> plan() {
            return List.of();
        }

        @Override
        public void apply() {}

        @Override
        public void close() {}
    };

    /**
     * A result of the inspection.
     *
     * @param level its severity
     * @param subject its subject, such as {@code "schema"}
     * @param text what was found and, if something is wrong, the remedy
     */
    record Finding(Level level, String subject, String text) {}

    /** The severity of a finding. */
    enum Level {
        OK,
        WARNING,
        ERROR
    }

    /**
     * Checks reachability, version, schema, charset, clock and permissions, as far as the technology has them. Creates
     * nothing.
     *
     * @throws SessionStoreException if the store cannot be reached
     */
    List<Finding> check();

    /** The statements that {@link #apply()} would run now; empty if nothing is missing. Creates nothing. */
    List<String> plan();

    /** Creates what is missing; does nothing if nothing is missing. */
    void apply();

    /**
     * The store for a look at its sessions, through the connections of this inspection: neither this nor a look creates or
     * moves anything, and closing the store leaves the connections to the inspection. Empty where the provider itself opens
     * it for that, in places where {@linkplain #plan nothing is missing}.
     *
     * @throws SessionStoreException if the store cannot be reached
     */
    default Optional<SessionStore> openToLook() {
        return Optional.empty();
    }

    @Override
    void close();
}
