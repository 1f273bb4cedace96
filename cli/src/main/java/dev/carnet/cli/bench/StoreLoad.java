package dev.carnet.cli.bench;

import dev.carnet.SessionEngine;
import dev.carnet.SessionId;
import dev.carnet.error.SessionException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.text.Words;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Several threads that work on sessions of their own, and end all of them when it is closed. Used by one thread.
 */
final class StoreLoad implements AutoCloseable {
    /** How long a session of the measuring lives at most, should nobody come to end it. */
    static final Duration LIFE = Duration.ofMinutes(10);

    private static final int MOST_SESSIONS = 5_000;
    private static final Duration TICK = Duration.ofMillis(100);

    private final SessionEngine engine;
    private final String value;
    private final ExecutorService executor;
    private final List<Worker> workers = new ArrayList<>();
    private volatile boolean stopped;

    /**
     * @param bytes of a session's values together
     */
    StoreLoad(SessionEngine engine, int threads, int bytes) {
        this.engine = engine;
        this.value = "x".repeat(Math.max(1, bytes / StoreWork.ATTRIBUTES));
        this.executor = Executors.newFixedThreadPool(threads);
        for (int i = 0; i < threads; i++) {
            workers.add(new Worker());
        }
    }

    /**
     * Has all threads do one thing for a time, or as long as they have sessions for it.
     *
     * @param tick run ten times a second meanwhile; may interrupt this thread, which then ends it early
     */
    StoreFigures run(StoreWork work, Duration time, Runnable tick) throws InterruptedException {
        long deadline = System.nanoTime() + time.toNanos();
        List<Future<long[]>> running = workers.stream()
                .map(each -> executor.submit(() -> each.until(deadline, work)))
                .toList();
        List<long[]> nanos = new ArrayList<>();
        try {
            for (Future<long[]> each : running) {
                nanos.add(result(each, tick));
            }
        } catch (InterruptedException e) {
            stopped = true;
            throw e;
        }
        return new StoreFigures(work, nanos);
    }

    private static long[] result(Future<long[]> running, Runnable tick) throws InterruptedException {
        while (true) {
            try {
                return running.get(TICK.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException notYet) {
                tick.run();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof SessionException failure) {
                    throw failure;
                }
                throw new IllegalStateException("the measurement itself failed", e.getCause());
            }
        }
    }

    /** Ends the sessions that are left. */
    @Override
    public void close() {
        stopped = true;
        try {
            for (Future<?> each :
                    workers.stream().map(each -> executor.submit(each::endAll)).toList()) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new SessionStoreException(
                    "sessions of the measurement could not be ended; they expire in " + Words.exactly(LIFE, ""),
                    e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            executor.shutdown();
        }
    }

    /** One thread's sessions, used in turns. */
    private final class Worker {
        private final Deque<SessionId> sessions = new ArrayDeque<>();
        private long[] nanos = new long[1024];
        private int count;

        long[] until(long deadline, StoreWork work) {
            count = 0;
            do {
                long from = System.nanoTime();
                SessionId id = work.on(engine, work == StoreWork.NEW ? null : sessions.peek(), value);
                note(System.nanoTime() - from);
                if (work != StoreWork.NEW) {
                    sessions.remove();
                }
                if (work != StoreWork.END) {
                    sessions.add(id);
                }
            } while (!stopped && System.nanoTime() < deadline && canGoOn(work));
            return Arrays.copyOf(nanos, count);
        }

        private boolean canGoOn(StoreWork work) {
            return switch (work) {
                case NEW -> sessions.size() < MOST_SESSIONS;
                case END -> !sessions.isEmpty();
                case READ, CHANGE, RENAME -> true;
            };
        }

        private void note(long taken) {
            if (count == nanos.length) {
                nanos = Arrays.copyOf(nanos, 2 * count);
            }
            nanos[count++] = taken;
        }

        void endAll() {
            while (!sessions.isEmpty()) {
                engine.retrieve(sessions.element()).ifPresent(engine::destroy);
                sessions.remove();
            }
        }
    }
}
