package dev.carnet.kiokudb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.SessionDirectory;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.testkit.Records;
import dev.carnet.testkit.Sweeps;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A backend has no index; so whatever asks for all or for one user's looks at each entry, once, however many pages it takes. */
class KiokuDbGrowthTest {
    /** Later than this test runs, since a user's list leaves out what has expired. */
    private static final Instant NOW = Instant.parse("2096-11-21T09:00:00Z");

    private static final int FEW = 1000;
    private static final int MANY = 10_000;

    private long calls;
    private long entries;

    /** @param entries how many a backend gave */
    private record Cost(long calls, long entries) {}

    /** Counts what a backend is asked for and gives. */
    private KiokuBackend counted(KiokuBackend backend) {
        return (KiokuBackend) Proxy.newProxyInstance(
                KiokuBackend.class.getClassLoader(),
                new Class<?>[] {KiokuBackend.class},
                (proxy, method, arguments) -> {
                    try {
                        Object answer = method.invoke(backend, arguments);
                        calls++;
                        if (answer instanceof EntryPage page) {
                            entries += page.entries().size();
                        } else if (answer instanceof Collection<?> found) {
                            entries += found.size();
                        }
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private Cost cost(int sessions, BiConsumer<SessionStore, List<SessionRecord>> work) {
        try (SessionStore store = new KiokuDbSessionStore(counted(new HashBackend()))) {
            List<SessionRecord> all = Stream.generate(() -> Records.record(NOW, "ada", Map.of("n", "1")))
                    .limit(sessions)
                    .toList();
            assertThat(store.createAll(all)).hasSize(sessions);
            calls = 0;
            entries = 0;
            work.accept(store, all);
            return new Cost(calls, entries);
        }
    }

    private void looksAtEachEntry(
            double callsEach, double entriesEach, BiConsumer<SessionStore, List<SessionRecord>> work) {
        for (int sessions : new int[] {FEW, MANY}) {
            Cost cost = cost(sessions, work);
            assertThat(cost.calls()).isBetween(1L, (long) (callsEach * sessions));
            assertThat(cost.entries()).isBetween((long) sessions, (long) (entriesEach * sessions));
        }
    }

    private static SessionDirectory directory(SessionStore store) {
        return SessionDirectory.over(store, SessionOptions.DEFAULTS);
    }

    @Test
    void the_first_page_costs_the_same_in_any_number_of_sessions() {
        BiConsumer<SessionStore, List<SessionRecord>> page = (store, all) ->
                assertThat(store.scan(SessionQuery.ALL, null, 20).sessions()).hasSize(20);

        assertThat(cost(MANY, page)).isEqualTo(cost(FEW, page)).isEqualTo(new Cost(1, 20));
    }

    /** Roots, then the parts that a crash may have left. */
    @Test
    void a_sweep_that_finds_nothing_in_small_batches() {
        looksAtEachEntry(
                0.03, 2, (store, all) -> assertThat(Sweeps.all(store, NOW, 100)).isEmpty());
    }

    @Test
    void finding_by_user() {
        looksAtEachEntry(
                0.01,
                1,
                (store, all) ->
                        assertThat(directory(store).ofPrincipal("nobody")).isEmpty());
    }

    @Test
    void finding_by_handle() {
        looksAtEachEntry(
                0.01,
                1,
                (store, all) -> assertThat(directory(store).find("s.nothing")).isEmpty());
    }

    @Test
    void listing_a_users() {
        looksAtEachEntry(
                0.01,
                1,
                (store, all) -> assertThat(directory(store).ofPrincipal("ada")).hasSize(all.size()));
    }
}
