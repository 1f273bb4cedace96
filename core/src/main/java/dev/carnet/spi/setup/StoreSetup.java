package dev.carnet.spi.setup;

import dev.carnet.error.SessionStoreException;
import java.util.List;

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

    @Override
    void close();
}
