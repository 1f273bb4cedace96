package dev.carnet.metrics;

import dev.carnet.spi.SessionStore;
import io.micrometer.observation.ObservationRegistry;

/**
 * Observations of a store's calls, such as spans of a trace, in a Micrometer registry:
 *
 * <pre>{@code
 * StoreObservations observations = new StoreObservations(registry);
 * SessionEngine engine = config.open(builder -> builder.decorate(observations::around));
 * }</pre>
 *
 * <p>Each has the name {@value #NAME}; its spans are named {@code session find}, {@code session update} and so on. It
 * has the key values {@code store}, {@code operation} and {@code outcome} of {@link SessionMeters}' timer, and the error
 * of a call that failed. It contains no user, handle, key or id. A call is observed only within another observation,
 * such as that of its request: the background sweeper starts no traces. Thread-safe.
 */
public final class StoreObservations {
    /** The name of all observations. */
    public static final String NAME = "carnet.store.call";

    private final ObservationRegistry registry;

    public StoreObservations(ObservationRegistry registry) {
        this.registry = registry;
    }

    /** Decorates a store; returns the store itself if the registry is inactive. */
    public SessionStore around(SessionStore store) {
        return registry.isNoop() ? store : new ObservedSessionStore(store, registry);
    }
}
