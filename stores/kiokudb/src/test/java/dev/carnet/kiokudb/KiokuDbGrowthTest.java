package dev.carnet.kiokudb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.SessionDirectory;
import dev.carnet.jdbc.DbiProvider;
import dev.carnet.jdbc.EntryTable;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.Settings;
import dev.carnet.testkit.Records;
import dev.carnet.testkit.Sweeps;
import dev.carnet.testservers.Wire;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

/**
 * Without an index, whatever asks for all or for one user's looks at each entry, once, however many pages it takes. With one,
 * it looks at what it gives.
 */
class KiokuDbGrowthTest {
    /** Later than this test runs, since a user's list leaves out what has expired. */
    private static final Instant NOW = Instant.parse("2096-11-21T09:00:00Z");

    private static final int FEW = 1000;
    private static final int MANY = 10_000;

    private static final SessionRecord BOBS = Records.record(NOW, "bob", Map.of("n", "1"));
    private static final SessionRecord BOBS_EXPIRED =
            Records.record(Records.key(), NOW, NOW.minusSeconds(1), "bob", Map.of("n", "1"));

    @TempDir
    private Path directory;

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
                        } else if (answer instanceof List<?> found) {
                            entries += found.size();
                        }
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private Cost cost(int sessions, BiConsumer<SessionStore, List<SessionRecord>> work) {
        return cost(sessions, new HashBackend(), work);
    }

    private Cost cost(int sessions, KiokuBackend backend, BiConsumer<SessionStore, List<SessionRecord>> work) {
        try (SessionStore store = new KiokuDbSessionStore(counted(backend))) {
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

    /** Among many others' sessions, one user's two. */
    private void costsTheSameWithIndex(long mostEntries, Consumer<SessionStore> work) {
        Cost few = costWithIndex(FEW, work);

        assertThat(few.entries()).isBetween(1L, mostEntries);
        assertThat(costWithIndex(MANY, work)).isEqualTo(few);
    }

    private KiokuBackend indexed() {
        String url = "jdbc:sqlite:" + directory.resolve(UUID.randomUUID() + ".db");
        return new DbiPlace(url, url, "SELECT 1")
                .open()
                .unwrap(KiokuBackend.class)
                .orElseThrow();
    }

    private Cost costWithIndex(int sessions, Consumer<SessionStore> work) {
        return cost(sessions, indexed(), (store, all) -> {
            store.createAll(List.of(BOBS_EXPIRED, BOBS));
            calls = 0;
            entries = 0;
            work.accept(store);
        });
    }

    @Test
    void finding_by_user_with_an_index() {
        costsTheSameWithIndex(
                2, store -> assertThat(directory(store).ofPrincipal("bob")).hasSize(2));
    }

    /** What the index finds is read whole. */
    @Test
    void finding_by_handle_with_an_index() {
        String handle = BOBS.header().handle();
        costsTheSameWithIndex(2, store -> assertThat(store.findByHandle(handle)).isPresent());
    }

    @Test
    void sweeping_with_an_index() {
        costsTheSameWithIndex(
                1, store -> assertThat(Sweeps.all(store, NOW, 100)).hasSize(1));
    }

    @Test
    void a_sweep_of_all_with_an_index_deletes_many_at_a_time() {
        for (int sessions : new int[] {FEW, MANY}) {
            Cost cost = cost(
                    sessions,
                    indexed(),
                    (store, all) -> assertThat(Sweeps.all(store, NOW.plusSeconds(3600), 1000))
                            .hasSize(all.size()));

            assertThat(cost.calls()).isBetween(1L, sessions / 30L);
        }
    }

    /** What a crash may have left is in no index; among what is in none, sessions are not passed. */
    @Test
    void a_sweep_asks_a_database_by_the_index_only() {
        DbiPlace place = DbiPlace.sqlite(directory);
        place.open().close();
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl(place.url());
        Wire wire = new Wire(source);
        Settings settings = Settings.builder(Object::toString)
                .set(DbiProvider.DATA_SOURCE, wire.dataSource())
                .build();
        try (SessionStore store = new KiokuDbSessionStore(new DbiBackend(EntryTable.open(settings, false)))) {
            store.create(BOBS);
            wire.take();

            assertThat(Sweeps.all(store, NOW, 100)).isEmpty();

            assertThat(wire.take())
                    .hasSize(4)
                    .allSatisfy(each -> assertThat(each.substring(each.indexOf(" WHERE ")))
                            .contains("carnet_expires")
                            .doesNotContain("root"));
        }
    }
}
