package dev.carnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.carnet.BulkResult;
import dev.carnet.Session;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One process sweeps at a time. Times are real: a technology may count a claim's time by itself. */
interface SweepLeaseContract extends ContractPart {
    private void assumeOthers() {
        assumeTrue(bench().store().traits().shared(), "no other process sees this storage");
        assumeTrue(bench().place().claimsSweeps(), "every process sweeps this storage");
    }

    private static boolean claims(SessionStore store, String sweeper, Duration time) {
        Instant now = Instant.now();
        return store.claimSweep("", sweeper, now, now.plus(time));
    }

    @Test
    default void one_process_sweeps_until_its_claim_ends_and_each_scope_has_its_own() throws Exception {
        assumeOthers();
        SessionStore one = bench().store();
        SessionStore two = bench().otherStore();

        assertThat(claims(one, "s.one", Duration.ofMinutes(5))).isTrue();
        assertThat(claims(two, "s.two", Duration.ofMinutes(5))).isFalse();
        assertThat(two.claimSweep(
                        "abcdefgh", "s.two", Instant.now(), Instant.now().plusSeconds(300)))
                .isTrue();
        assertThat(claims(one, "s.one", Duration.ofMillis(300))).as("extended").isTrue();

        Instant deadline = Instant.now().plusSeconds(10);
        while (!claims(two, "s.two", Duration.ofMinutes(5)) && Instant.now().isBefore(deadline)) {
            Thread.sleep(50);
        }
        assertThat(claims(two, "s.two", Duration.ofMinutes(5)))
                .as("of the second")
                .isTrue();
        assertThat(claims(one, "s.one", Duration.ofMinutes(5)))
                .as("of the first")
                .isFalse();
    }

    @Test
    default void of_many_that_claim_at_once_one_sweeps() throws Exception {
        assumeOthers();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Boolean>> claims = IntStream.range(0, 8)
                    .<Callable<Boolean>>mapToObj(i -> () -> claims(
                            i % 2 == 0 ? bench().store() : bench().otherStore(), "s." + i, Duration.ofMinutes(5)))
                    .toList();
            int claimed = 0;
            for (Future<Boolean> each : threads.invokeAll(claims)) {
                claimed += each.get() ? 1 : 0;
            }
            assertThat(claimed).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    default void a_storage_that_refuses_claims_lets_every_process_sweep_and_each_says_so_once() {
        assumeOthers();
        assumeTrue(bench().place().refuseClaims(), "the test cannot make this storage refuse");
        String told = StandardError.during(() -> {
            for (SessionStore each : List.of(bench().store(), bench().otherStore())) {
                assertThat(claims(each, "s.one", Duration.ofMinutes(5))).isTrue();
                assertThat(claims(each, "s.two", Duration.ofMinutes(5))).isTrue();
            }
        });

        assertThat(told.lines().filter(each -> each.contains("so every process sweeps")))
                .as(told)
                .hasSize(2);
    }

    @Test
    default void a_claim_is_no_session_and_outlives_what_operators_do() {
        assumeOthers();
        assertThat(claims(bench().store(), "s.one", Duration.ofMinutes(5))).isTrue();
        Session session = bench().stored("a", 1);

        assertThat(bench().otherStore().count(SessionQuery.ALL)).isEqualTo(1);
        assertThat(bench().otherStore().scan(SessionQuery.ALL, null, 10)).satisfies(page -> {
            assertThat(page.sessions()).hasSize(1);
            assertThat(page.unreadable()).isEmpty();
        });
        bench().clock().advance(Duration.ofDays(400));
        assertThat(bench().otherEngine().sweep()).isEqualTo(new BulkResult(1, 0));
        assertThat(bench().otherEngine().sessions().revokeAll()).isEqualTo(new BulkResult(0, 0));
        assertThat(bench().engine().retrieve(session.id())).isEmpty();
        assertThat(claims(bench().otherStore(), "s.two", Duration.ofMinutes(5))).isFalse();
    }
}
