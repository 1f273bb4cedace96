package dev.carnet.metrics;

import dev.carnet.spi.SessionStore;
import io.micrometer.observation.ObservationRegistry;

/**
 * Observations of a store's calls, such as spans of a trace, in a registry of Micrometer:
 *
 * <pre>{@code
 * StoreObservations observations = new StoreObservations(registry);
 * SessionEngine engine = config.open(builder -> builder.decorate(observations::around));
 * }</pre>
 *
 * <p>Each is called {@value #NAME}, a span of it {@code session find}, {@code session update} and so on. It has the key values
 * {@code store}, {@code operation} and {@code outcome} of {@link SessionMeters}' timer, and the error of a call that failed. No
 * user, handle, key or id is in it. A call is observed only while something else is, such as the request that makes it: what the
 * sweeper does in the background begins no traces of its own. Thread-safe.
 */
public final class StoreObservations {
    /** The name of all observations. */
    public static final String NAME = "carnet.store.call";

    private final ObservationRegistry registry;

    public StoreObservations(ObservationRegistry registry) {
        this.registry = registry;
    }

    /** The store, observed; itself where the registry observes nothing. */
    public SessionStore around(SessionStore store) {
        return registry.isNoop() ? store : new ObservedSessionStore(store, registry);
    }
}
