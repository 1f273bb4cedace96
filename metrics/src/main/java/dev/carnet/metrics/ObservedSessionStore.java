package dev.carnet.metrics;

import dev.carnet.spi.SessionStore;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.function.Function;
import java.util.function.Supplier;

/** A store whose calls are observed within another observation. Thread-safe. */
final class ObservedSessionStore extends WatchedSessionStore {
    private final ObservationRegistry registry;
    private final String technology;

    ObservedSessionStore(SessionStore store, ObservationRegistry registry) {
        super(store);
        this.registry = registry;
        technology = store.traits().name();
    }

    @Override
    <T> T watch(StoreOperation operation, Supplier<T> call, Function<T, Outcome> outcome) {
        if (registry.getCurrentObservation() == null) {
            return call.get();
        }
        Observation observation = Observation.createNotStarted(StoreObservations.NAME, registry)
                .contextualName("session " + operation.tag())
                .lowCardinalityKeyValue("store", technology)
                .lowCardinalityKeyValue("operation", operation.tag())
                .start();
        Observation.Scope scope = observation.openScope();
        try {
            T answer = call.get();
            observation.lowCardinalityKeyValue("outcome", outcome.apply(answer).tag());
            return answer;
        } catch (RuntimeException e) {
            observation.lowCardinalityKeyValue("outcome", Outcome.of(e).tag()).error(e);
            throw e;
        } catch (Error e) {
            observation.lowCardinalityKeyValue("outcome", Outcome.ERROR.tag()).error(e);
            throw e;
        } finally {
            scope.close();
            observation.stop();
        }
    }
}
