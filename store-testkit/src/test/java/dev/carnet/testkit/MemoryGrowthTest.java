package dev.carnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.carnet.SessionDirectory;
import dev.carnet.memory.MemorySessionStore;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the memory store does on behalf of operators grows no faster than what they ask for. Whatever looks at an entry allocates
 * its header, and whatever sorts allocates, so bytes tell how many entries were visited.
 */
class MemoryGrowthTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    /** Later than this test runs, since a user's list leaves out what has expired. */
    private static final Instant NOW = Instant.parse("2096-11-21T09:00:00Z");

    private static final int FEW = 1000;
    private static final int MANY = 10_000;

    /** The least of some runs: what the JVM allocates besides, at a first call, is left out. */
    private static double bytes(int sessions, BiConsumer<MemorySessionStore, List<SessionRecord>> work) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            MemorySessionStore store = new MemorySessionStore();
            List<SessionRecord> all = Stream.generate(() -> Records.record(NOW, "ada", Map.of("n", "1")))
                    .limit(sessions)
                    .toList();
            store.createAll(all);
            long before = THREADS.getCurrentThreadAllocatedBytes();
            work.accept(store, all);
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }

    private static void costsTheSame(BiConsumer<MemorySessionStore, List<SessionRecord>> work) {
        assertThat(bytes(MANY, work)).isPositive().isLessThan(1.5 * bytes(FEW, work));
    }

    private static void growsNoFasterThanTheSessions(BiConsumer<MemorySessionStore, List<SessionRecord>> work) {
        assertThat(bytes(MANY, work) / MANY).isPositive().isLessThan(1.5 * bytes(FEW, work) / FEW);
    }

    private static SessionDirectory directory(MemorySessionStore store) {
        return SessionDirectory.over(store, SessionOptions.DEFAULTS);
    }

    @Test
    void the_first_page() {
        costsTheSame((store, all) ->
                assertThat(store.scan(SessionQuery.ALL, null, 20).sessions()).hasSize(20));
    }

    @Test
    void counting_all() {
        costsTheSame((store, all) -> assertThat(store.count(SessionQuery.ALL)).isEqualTo(all.size()));
    }

    @Test
    void listing_all() {
        growsNoFasterThanTheSessions((store, all) -> {
            int[] seen = {0};
            directory(store).scan(SessionQuery.ALL, session -> ++seen[0] > 0);
            assertThat(seen[0]).isEqualTo(all.size());
        });
    }

    @Test
    void listing_a_users() {
        growsNoFasterThanTheSessions(
                (store, all) -> assertThat(directory(store).ofPrincipal("ada")).hasSize(all.size()));
    }

    @Test
    void finding_one_users_among_many() {
        costsTheSame((store, all) -> {
            store.create(Records.record(NOW, "bob", Map.of("n", "1")));
            assertThat(directory(store).ofPrincipal("bob")).hasSize(1);
        });
    }

    @Test
    void ending_a_users() {
        growsNoFasterThanTheSessions((store, all) -> assertThat(
                        directory(store).revokePrincipal("ada", null).sessions())
                .isEqualTo(all.size()));
    }

    @Test
    void ending_all() {
        growsNoFasterThanTheSessions((store, all) ->
                assertThat(directory(store).revokeAll().sessions()).isEqualTo(all.size()));
    }

    @Test
    void a_sweep_in_small_batches() {
        growsNoFasterThanTheSessions((store, all) ->
                assertThat(Sweeps.all(store, NOW.plusSeconds(3600), 50)).hasSize(all.size()));
    }
}
