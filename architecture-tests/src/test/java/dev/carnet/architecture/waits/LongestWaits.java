package dev.carnet.architecture.waits;

import com.zaxxer.hikari.HikariDataSource;
import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.SessionId;
import dev.carnet.error.SessionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * The longest that one of many requests waits that a failure meets at the same time. Each request has a session of its own; the
 * connections of the pool are open, and either were used a moment ago or have lain idle for a while.
 */
final class LongestWaits {
    /** Twice as many as a pool of JDBC has connections. */
    private static final int REQUESTS = 20;

    private static final Duration IDLE = Duration.ofSeconds(1);

    private LongestWaits() {}

    /** What a request does when the failure meets it. */
    enum Step {
        READ {
            @Override
            void of(SessionEngine engine, Session session) {
                engine.retrieve(session.id());
            }
        },
        CHANGE {
            @Override
            void of(SessionEngine engine, Session session) {
                session.put("n", 2);
                engine.flush(session);
            }
        },
        NEW_ID {
            @Override
            void of(SessionEngine engine, Session session) {
                engine.changeId(session);
            }
        };

        abstract void of(SessionEngine engine, Session session);
    }

    /** What happens to the way to the server, or to the server. */
    @FunctionalInterface
    interface Failure {
        void begin(SessionEngine engine) throws Exception;
    }

    /** How long the slowest request took, and what it was told. */
    record Wait(Duration longest, String answer) {}

    static Wait of(SessionEngine engine, Failure failure, Step step, boolean afterAPause) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(REQUESTS);
        try {
            List<SessionId> ids = new ArrayList<>();
            for (int i = 0; i < REQUESTS; i++) {
                Session session = engine.newSession();
                session.put("n", 1);
                ids.add(engine.flush(session).id());
            }
            List<Callable<Session>> reads = new ArrayList<>();
            ids.forEach(id -> reads.add(() -> engine.retrieve(id).orElseThrow()));
            List<Session> sessions = new ArrayList<>();
            for (Future<Session> each : threads.invokeAll(reads)) {
                sessions.add(each.get());
            }
            if (afterAPause) {
                Thread.sleep(IDLE.toMillis());
            }
            failure.begin(engine);
            List<Callable<Wait>> requests = new ArrayList<>();
            sessions.forEach(session -> requests.add(() -> timed(engine, session, step)));
            Wait longest = new Wait(Duration.ZERO, "");
            for (Future<Wait> each : threads.invokeAll(requests)) {
                Wait wait = each.get();
                longest = wait.longest().compareTo(longest.longest()) > 0 ? wait : longest;
            }
            return longest;
        } finally {
            threads.shutdownNow();
        }
    }

    private static Wait timed(SessionEngine engine, Session session, Step step) {
        long begun = System.nanoTime();
        String answer;
        try {
            step.of(engine, session);
            answer = "done";
        } catch (SessionException e) {
            answer = e.getClass().getSimpleName() + ": " + e.getMessage();
        }
        return new Wait(Duration.ofNanos(System.nanoTime() - begun), answer);
    }

    /** Takes every connection of a pool of JDBC, and keeps it. */
    static void exhaust(HikariDataSource pool) throws Exception {
        for (int i = 0; i < pool.getMaximumPoolSize(); i++) {
            var unused = pool.getConnection();
        }
        TimeUnit.MILLISECONDS.sleep(1);
    }
}
