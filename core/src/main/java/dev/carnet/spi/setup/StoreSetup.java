package dev.carnet.spi.setup;

import dev.carnet.error.SessionStoreException;
import java.util.List;

/** The operator's view of a store's place: what is there, what is missing, and making it. */
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
     * Something worth saying about the place.
     *
     * @param level how bad it is
     * @param subject what it is about, such as {@code "schema"}
     * @param text what was found and, if it is not well, what to do
     */
    record Finding(Level level, String subject, String text) {}

    /** How bad a finding is. */
    enum Level {
        OK,
        WARNING,
        ERROR
    }

    /**
     * Looks at reachability, version, schema, charset, clock and permissions, as far as the technology has them; creates
     * nothing.
     *
     * @throws SessionStoreException if the store cannot be reached
     */
    List<Finding> check();

    /** The statements that {@link #apply()} would run now; empty if nothing is missing. Creates nothing. */
    List<String> plan();

    /** Makes what is missing; does nothing where nothing is. */
    void apply();

    @Override
    void close();
}
