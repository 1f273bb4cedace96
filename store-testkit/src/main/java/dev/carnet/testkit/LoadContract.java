package dev.carnet.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.BulkResult;
import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.SessionId;
import dev.carnet.error.SessionGoneException;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The same rules with many threads in two processes at once. */
interface LoadContract extends ContractPart {

    @Test
    default void fifty_parallel_requests_lose_no_attribute() throws Exception {
        Session session = bench().stored("a", 1);

        inParallel(IntStream.range(0, 50)
                .mapToObj(i -> (Callable<Session>) () -> {
                    SessionEngine engine = i % 2 == 0 ? bench().engine() : bench().otherEngine();
                    Session copy = engine.retrieve(session.id()).orElseThrow();
                    copy.put("n" + i, i);
                    return engine.flush(copy);
                })
                .toList());

        Session after = bench().copy(session);
        assertThat(after.names()).hasSize(51);
        IntStream.range(0, 50).forEach(i -> assertThat(after.get("n" + i)).isEqualTo(i));
    }

    @Test
    default void of_racing_deletions_exactly_one_is_told() throws Exception {
        for (int round = 0; round < 10; round++) {
            var record = Records.record(bench().clock().instant(), null, Map.of());
            bench().store().create(record);

            List<Boolean> deleted = inParallel(IntStream.range(0, 8)
                    .mapToObj(i -> (Callable<Boolean>) () -> (i % 2 == 0 ? bench().store() : bench().otherStore())
                            .delete(record.header().key(), null))
                    .toList());

            assertThat(deleted).containsOnlyOnce(true);
        }
    }

    @Test
    default void of_racing_creations_exactly_one_is_told() throws Exception {
        for (int round = 0; round < 10; round++) {
            var key = Records.key();

            List<Boolean> created = inParallel(IntStream.range(0, 8)
                    .mapToObj(i -> (Callable<Boolean>) () -> (i % 2 == 0 ? bench().store() : bench().otherStore())
                            .create(Records.record(
                                    key,
                                    bench().clock().instant(),
                                    SessionHeader.NEVER,
                                    null,
                                    values(Map.of("i", "" + i)))))
                    .toList());

            assertThat(created).containsOnlyOnce(true);
        }
    }

    @Test
    default void sweepers_in_parallel_delete_each_session_once() throws Exception {
        for (int i = 0; i < 200; i++) {
            bench().stored("a", i);
        }
        bench().clock().advance(Bench.MAX_IDLE.multipliedBy(2));
        SessionEngine one = bench().engine(options -> options.sweepBatch(7));
        bench().forget();

        List<BulkResult> swept = inParallel(List.of(one::sweep, bench().otherEngine()::sweep, one::sweep));

        assertThat(swept.stream().mapToLong(BulkResult::sessions).sum()).isEqualTo(200);
        assertThat(bench().events().take()).hasSize(200);
        assertThat(bench().engine().sessions().count(SessionQuery.ALL)).isZero();
    }

    @Test
    default void writers_and_a_logout_leave_no_session_behind() throws Exception {
        for (int round = 0; round < 10; round++) {
            Session session = bench().stored("a", 1);

            inParallel(IntStream.range(0, 6)
                    .mapToObj(i -> (Callable<Boolean>) () -> {
                        SessionEngine engine = i % 2 == 0 ? bench().engine() : bench().otherEngine();
                        var copy = engine.retrieve(session.id());
                        if (copy.isEmpty()) {
                            return false;
                        }
                        if (i == 0) {
                            engine.destroy(copy.get());
                            return true;
                        }
                        return flushed(engine, copy.get(), "n" + i);
                    })
                    .toList());

            assertThat(bench().engine().retrieve(session.id())).isEmpty();
            assertThat(bench().engine().sessions().count(SessionQuery.ALL)).isZero();
        }
    }

    @Test
    default void writers_and_logins_leave_one_session_under_one_id() throws Exception {
        for (int round = 0; round < 10; round++) {
            Session session = bench().stored("a", 1);
            SessionId old = session.id();

            List<SessionId> won = inParallel(IntStream.range(0, 6)
                            .mapToObj(i -> (Callable<SessionId>) () -> {
                                SessionEngine engine = i % 2 == 0 ? bench().engine() : bench().otherEngine();
                                var copy = engine.retrieve(old);
                                if (copy.isEmpty()) {
                                    return old;
                                }
                                if (i < 2) {
                                    copy.get().changeId();
                                }
                                return flushed(engine, copy.get(), "n" + i)
                                        ? copy.get().id()
                                        : old;
                            })
                            .toList())
                    .stream()
                    .filter(id -> !id.equals(old))
                    .toList();

            assertThat(bench().engine().retrieve(old)).isEmpty();
            assertThat(won).hasSize(1);
            Session after = bench().otherEngine().retrieve(won.get(0)).orElseThrow();
            assertThat(after.names()).contains("a");
            assertThat(bench().engine().sessions().count(SessionQuery.ALL)).isEqualTo(1);
            bench().otherEngine().destroy(after);
        }
    }

    private static boolean flushed(SessionEngine engine, Session session, String name) {
        session.put(name, true);
        try {
            engine.flush(session);
            return true;
        } catch (SessionGoneException lostTheRace) {
            return false;
        }
    }

    static <T> List<T> inParallel(List<Callable<T>> tasks) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<T>> futures = new ArrayList<>();
            for (Callable<T> task : tasks) {
                futures.add(threads.submit(() -> {
                    start.await();
                    return task.call();
                }));
            }
            start.countDown();
            List<T> results = new ArrayList<>();
            for (Future<T> each : futures) {
                results.add(each.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new AssertionError("a parallel request failed", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
