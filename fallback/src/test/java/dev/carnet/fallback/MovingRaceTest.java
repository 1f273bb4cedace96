package dev.carnet.fallback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.error.SessionGoneException;
import dev.carnet.memory.MemorySessionStore;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests of several servers meet in the middle of a move. */
class MovingRaceTest {
    private static final int ROUNDS = 300;

    private final MemorySessionStore main = new MemorySessionStore();
    private final MemorySessionStore old = new MemorySessionStore();
    private final SessionEngine before = engine(old);
    private final List<SessionEngine> servers = List.of(
            engine(FallbackSessionStore.moving(main, old, same -> same, same -> same)),
            engine(FallbackSessionStore.moving(main, old, same -> same, same -> same)),
            before);
    private final ExecutorService threads = Executors.newFixedThreadPool(5);

    private static SessionEngine engine(SessionStore store) {
        return SessionEngine.builder(store)
                .options(SessionOptions.builder().sweepInterval(null).build())
                .build();
    }

    @AfterEach
    void stop() throws InterruptedException {
        threads.shutdownNow();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    private void together(List<Runnable> requests) throws Exception {
        CyclicBarrier start = new CyclicBarrier(requests.size());
        List<Future<?>> running = new ArrayList<>();
        for (Runnable each : requests) {
            running.add(threads.submit(() -> {
                start.await();
                each.run();
                return null;
            }));
        }
        for (Future<?> each : running) {
            each.get(30, TimeUnit.SECONDS);
        }
    }

    /** A server that knows the old store alone does not find what has moved; whatever was acknowledged is there. */
    @Test
    void no_acknowledged_change_is_lost_and_one_session_is_left() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Session session = before.create();
            Set<String> acknowledged = ConcurrentHashMap.newKeySet();
            List<Runnable> requests = new ArrayList<>();
            for (int i = 0; i < servers.size(); i++) {
                SessionEngine server = servers.get(i);
                String name = "server" + i;
                requests.add(() -> {
                    try {
                        server.update(session.id(), each -> each.put(name, true))
                                .ifPresent(done -> acknowledged.add(name));
                    } catch (SessionGoneException moved) {
                        assertThat(server).isSameAs(before);
                    }
                });
            }

            together(requests);

            Session after = servers.get(0).retrieve(session.id()).orElseThrow();
            assertThat(after.names()).containsAll(acknowledged);
            assertThat(acknowledged).contains("server0", "server1");
            assertThat(main.scan(SessionQuery.ALL, null, 10).sessions()).hasSize(1);
            assertThat(old.scan(SessionQuery.ALL, null, 10).sessions()).isEmpty();
            servers.get(0).destroy(after);
        }
    }

    @Test
    void a_logout_that_was_acknowledged_is_final() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Session session = before.create();
            List<Runnable> requests = new ArrayList<>();
            for (SessionEngine server : servers) {
                requests.add(() -> {
                    try {
                        server.update(session.id(), each -> each.put("a", 1));
                    } catch (SessionGoneException expected) {
                        assertThat(expected).isNotNull();
                    }
                });
            }
            AtomicBoolean isEnded = new AtomicBoolean();
            requests.add(() -> servers.get(0).retrieve(session.id()).ifPresent(each -> {
                servers.get(0).destroy(each);
                isEnded.set(true);
            }));

            together(requests);

            assertThat(isEnded).as("round %s", round).isTrue();
            assertThat(servers.get(1).retrieve(session.id())).isEmpty();
            assertThat(main.scan(SessionQuery.ALL, null, 10).sessions()).isEmpty();
            assertThat(old.scan(SessionQuery.ALL, null, 10).sessions()).isEmpty();
        }
    }
}
