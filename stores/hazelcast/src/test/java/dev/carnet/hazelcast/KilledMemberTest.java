package dev.carnet.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.HazelcastInstance;
import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.SessionId;
import dev.carnet.error.SessionStoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Three members, one backup, and a member that dies without a word while sessions are written. */
class KilledMemberTest {
    private static final int WRITERS = 6;
    private static final int BEFORE = 40;
    private static final int AFTER = 40;

    @Test
    @Timeout(120)
    void no_acknowledged_write_is_lost_and_work_goes_on() throws Exception {
        try (Members members = new Members("killed", config -> {})) {
            HazelcastInstance first = members.start();
            members.start();
            HazelcastInstance dies = members.start();
            HazelcastInstance client = members.client();
            try (SessionEngine onMember = engine(first);
                    SessionEngine onClient = engine(client)) {
                CountDownLatch underLoad = new CountDownLatch(WRITERS);
                CountDownLatch killed = new CountDownLatch(1);
                Map<SessionId, Integer> acknowledged = new ConcurrentHashMap<>();
                Map<SessionId, SessionId> unsure = new ConcurrentHashMap<>();
                ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
                try {
                    List<Future<Integer>> writers = new ArrayList<>();
                    for (int i = 0; i < WRITERS; i++) {
                        SessionEngine engine = i % 2 == 0 ? onMember : onClient;
                        writers.add(threads.submit(writer(engine, acknowledged, unsure, underLoad, killed)));
                    }
                    underLoad.await();
                    dies.getLifecycleService().terminate();
                    killed.countDown();
                    for (Future<Integer> each : writers) {
                        assertThat(each.get()).isEqualTo(AFTER);
                    }
                } finally {
                    threads.shutdownNow();
                }
                assertThat(acknowledged).isNotEmpty();
                acknowledged.forEach((id, count) -> {
                    Session found = onMember.retrieve(id).orElseThrow();
                    assertThat(Objects.requireNonNullElse(found.get("n", Integer.class), 0))
                            .isGreaterThanOrEqualTo(count);
                    assertThat(onClient.retrieve(id)).isPresent();
                });
                unsure.forEach(
                        (old, announced) -> assertThat(onMember.retrieve(old).or(() -> onMember.retrieve(announced)))
                                .isPresent());
            }
        }
    }

    private static SessionEngine engine(HazelcastInstance instance) {
        return SessionEngine.builder(new HazelcastSessionStore(instance, HazelcastOptions.DEFAULTS))
                .build();
    }

    /**
     * Creates sessions, counts in them and changes their ids. What was answered is acknowledged; of an id change that was not,
     * one of both ids is there. Gives the rounds after the kill.
     */
    private static Callable<Integer> writer(
            SessionEngine engine,
            Map<SessionId, Integer> acknowledged,
            Map<SessionId, SessionId> unsure,
            CountDownLatch underLoad,
            CountDownLatch killed) {
        return () -> {
            int afterwards = 0;
            for (int round = 0; afterwards < AFTER; round++) {
                boolean wasKilled = killed.getCount() == 0;
                try {
                    Session session = engine.create();
                    acknowledged.put(session.id(), 0);
                    for (int n = 1; n <= 3; n++) {
                        session.put("n", n);
                        engine.flush(session);
                        acknowledged.put(session.id(), n);
                    }
                    SessionId old = session.id();
                    SessionId announced = session.changeId();
                    acknowledged.remove(old);
                    unsure.put(old, announced);
                    engine.flush(session);
                    unsure.remove(old);
                    acknowledged.put(announced, 3);
                } catch (SessionStoreException unknownWhetherItIsStored) {
                    assertThat(unknownWhetherItIsStored).hasMessageContaining("Hazelcast");
                }
                afterwards += wasKilled ? 1 : 0;
                if (round == BEFORE) {
                    underLoad.countDown();
                }
            }
            return afterwards;
        };
    }
}
