package dev.carnet.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import com.hazelcast.map.LocalMapStats;
import dev.carnet.SessionDirectory;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.testkit.Records;
import dev.carnet.testkit.Sweeps;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a member is asked for, as it counts itself, does not grow with the number of sessions, or no faster than it. */
class HazelcastGrowthTest {
    /** Later than this test runs, since a user's list leaves out what has expired. */
    private static final Instant NOW = Instant.parse("2096-11-21T09:00:00Z");

    private static final int FEW = 1000;
    private static final int MANY = 10_000;

    private static final Members MEMBERS = new Members("growth", config -> {});
    private static HazelcastInstance member;

    @BeforeAll
    static void start() {
        member = MEMBERS.start();
    }

    @AfterAll
    static void end() {
        MEMBERS.close();
    }

    /**
     * @param queries over all keys or an index
     * @param entries operations on one entry
     */
    private record Cost(long queries, long entries) {
        static Cost so(LocalMapStats stats) {
            return new Cost(
                    stats.getQueryCount(),
                    stats.getGetOperationCount() + stats.getRemoveOperationCount() + stats.getSetOperationCount());
        }

        Cost since(Cost before) {
            return new Cost(queries - before.queries, entries - before.entries);
        }
    }

    private static Cost cost(int sessions, BiConsumer<SessionStore, List<SessionRecord>> work) {
        IMap<String, Object> map = member.getMap("sessions");
        map.clear();
        try (SessionStore store = new HazelcastSessionStore(member, HazelcastOptions.DEFAULTS)) {
            List<SessionRecord> all = Stream.generate(() -> Records.record(NOW, "ada", Map.of("n", "1")))
                    .limit(sessions)
                    .toList();
            assertThat(store.createAll(all)).hasSize(sessions);
            Cost before = Cost.so(map.getLocalMapStats());
            work.accept(store, all);
            return Cost.so(map.getLocalMapStats()).since(before);
        }
    }

    private static void costsTheSame(Cost most, BiConsumer<SessionStore, List<SessionRecord>> work) {
        Cost few = cost(FEW, work);

        assertThat(cost(MANY, work)).isEqualTo(few).isEqualTo(most);
    }

    private static void growsNoFasterThanTheSessions(
            double queriesEach, double entriesEach, BiConsumer<SessionStore, List<SessionRecord>> work) {
        for (int sessions : new int[] {FEW, MANY}) {
            Cost cost = cost(sessions, work);
            assertThat(cost.queries()).isBetween(1L, (long) (queriesEach * sessions));
            assertThat(cost.entries()).isBetween(0L, (long) (entriesEach * sessions));
        }
    }

    private static SessionDirectory directory(SessionStore store) {
        return SessionDirectory.over(store, SessionOptions.DEFAULTS);
    }

    @Test
    void finding_by_handle() {
        costsTheSame(
                new Cost(1, 0),
                (store, all) -> assertThat(
                                directory(store).find(all.get(7).header().handle()))
                        .isPresent());
    }

    @Test
    void counting_all_and_the_live() {
        costsTheSame(new Cost(2, 0), (store, all) -> {
            assertThat(store.count(SessionQuery.ALL)).isEqualTo(all.size());
            assertThat(store.count(SessionQuery.ALL.liveAt(NOW))).isEqualTo(all.size());
        });
    }

    @Test
    void a_sweep_that_finds_nothing() {
        costsTheSame(
                new Cost(1, 0),
                (store, all) -> assertThat(Sweeps.all(store, NOW, 1000)).isEmpty());
    }

    @Test
    void a_sweep_of_all() {
        growsNoFasterThanTheSessions(
                0.01,
                2.1,
                (store, all) -> assertThat(Sweeps.all(store, NOW.plusSeconds(3600), 1000))
                        .hasSize(all.size()));
    }

    @Test
    void listing_a_users() {
        growsNoFasterThanTheSessions(
                0.01,
                0,
                (store, all) -> assertThat(directory(store).ofPrincipal("ada")).hasSize(all.size()));
    }

    @Test
    void ending_a_users() {
        growsNoFasterThanTheSessions(
                0.01,
                1.1,
                (store, all) -> assertThat(
                                directory(store).revokePrincipal("ada", null).sessions())
                        .isEqualTo(all.size()));
    }

    @Test
    void the_first_page() {
        Cost first = cost(
                MANY,
                (store, all) -> assertThat(
                                store.scan(SessionQuery.ALL, null, 20).sessions())
                        .hasSize(20));

        assertThat(first).isEqualTo(new Cost(1, 0));
    }
}
