package dev.carnet.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.error.SessionStoreException;
import dev.carnet.memory.MemorySessionStore;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionStore;
import dev.carnet.testkit.ProbedStore;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoreObservationsTest {
    private final List<Observation.Context> ended = new ArrayList<>();
    private final ObservationRegistry registry = ObservationRegistry.create();
    private final ProbedStore store = new ProbedStore(new MemorySessionStore());
    private final SessionEngine engine;

    /** Keeps what ends. */
    private final class Ended implements ObservationHandler<Observation.Context> {
        @Override
        public void onStop(Observation.Context context) {
            ended.add(context);
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }
    }

    StoreObservationsTest() {
        registry.observationConfig().observationHandler(new Ended());
        engine = SessionEngine.builder(store)
                .decorate(new StoreObservations(registry)::around)
                .options(SessionOptions.builder().sweepInterval(null).build())
                .build();
    }

    private void inRequest(Runnable request) {
        Observation.createNotStarted("request", registry).observe(request);
    }

    private List<Observation.Context> calls() {
        return ended.stream()
                .filter(each -> each.getName().equals(StoreObservations.NAME))
                .toList();
    }

    private static String value(Observation.Context call, String key) {
        return call.getLowCardinalityKeyValue(key).getValue();
    }

    @Test
    void a_call_is_a_part_of_the_request_that_makes_it() {
        inRequest(() -> {
            Session session = engine.create();
            session.setPrincipal("ada");
            session.put("cart", List.of("tea"));
            engine.flush(session);
            assertThat(engine.retrieve(session.id())).isPresent();
            ended.forEach(each -> assertThat(each.getAllKeyValues().toString() + each.getContextualName())
                    .doesNotContain("ada", session.id().value(), session.handle()));
        });

        assertThat(calls())
                .extracting(Observation.Context::getContextualName)
                .containsExactly("session create", "session update", "session find");
        assertThat(calls()).allSatisfy(each -> {
            assertThat(each.getParentObservation().getContextView().getName()).isEqualTo("request");
            assertThat(value(each, "store")).isEqualTo("Memory");
            assertThat(value(each, "outcome")).isEqualTo("done");
            assertThat(each.getHighCardinalityKeyValues()).isEmpty();
        });
    }

    @Test
    void a_failure_is_told_with_its_kind() {
        store.breakDown();
        inRequest(() -> assertThatThrownBy(() -> engine.create()).isInstanceOf(SessionStoreException.class));

        assertThat(calls()).isNotEmpty().first().satisfies(each -> {
            assertThat(value(each, "outcome")).isEqualTo("unreachable");
            assertThat(each.getError()).isInstanceOf(SessionStoreException.class);
        });
    }

    @Test
    void what_happens_in_the_background_begins_no_trace() {
        engine.create();
        engine.sweep();

        assertThat(calls()).isEmpty();
    }

    @Test
    void a_registry_that_observes_nothing_leaves_the_store_alone() {
        SessionStore alone = new MemorySessionStore();

        assertThat(new StoreObservations(ObservationRegistry.NOOP).around(alone))
                .isSameAs(alone);
    }
}
