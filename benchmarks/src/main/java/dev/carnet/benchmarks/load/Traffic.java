package dev.carnet.benchmarks.load;

import dev.carnet.benchmarks.Client;
import dev.carnet.benchmarks.HttpAnswer;
import dev.carnet.benchmarks.Operation;
import dev.carnet.benchmarks.RunningSite;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Requests that come at a steady pace, as those of many users do, however long the answers take: one half reads, the other
 * changes. What a request takes is counted from the moment it was due, so that one which had to wait for another is no
 * faster for it.
 */
public final class Traffic implements AutoCloseable {
    private static final int THREADS = 4;
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1) * THREADS / 200;
    private static final int SESSIONS = 32;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final List<Visitor> visitors = new ArrayList<>();

    /** Something that is done while requests go on. */
    @FunctionalInterface
    public interface Work {
        void run() throws Exception;
    }

    /** Begins the sessions that requests are made with. */
    public Traffic(RunningSite site) throws Exception {
        for (int i = 0; i < THREADS; i++) {
            visitors.add(new Visitor(site.client()));
        }
    }

    /** Lets requests go on as long as some work takes; gives what all but one in a hundred did not exceed, in nanoseconds. */
    public double p99During(Work work) throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        List<Future<Latencies>> running = new ArrayList<>();
        for (Visitor each : visitors) {
            running.add(threads.submit((Callable<Latencies>) () -> each.requests(done)));
        }
        try {
            work.run();
        } finally {
            done.set(true);
        }
        List<Latencies> latencies = new ArrayList<>();
        for (Future<Latencies> each : running) {
            latencies.add(each.get());
        }
        return Latencies.sorted(latencies).quantile(0.99);
    }

    @Override
    public void close() throws Exception {
        threads.shutdown();
        threads.awaitTermination(1, TimeUnit.MINUTES);
        for (Visitor each : visitors) {
            each.client.close();
        }
    }

    private static final class Visitor {
        private final Client client;
        private final String[] sessions = new String[SESSIONS];

        private Visitor(Client client) throws Exception {
            this.client = client;
            for (int i = 0; i < SESSIONS; i++) {
                sessions[i] = Objects.requireNonNull(
                        client.request(Operation.NEW, null).session());
            }
        }

        private Latencies requests(AtomicBoolean done) throws Exception {
            Latencies latencies = new Latencies();
            for (long due = System.nanoTime(); !done.get(); due += PAUSE_NANOS) {
                LockSupport.parkNanos(due - System.nanoTime());
                Operation operation = latencies.count() % 2 == 0 ? Operation.READ : Operation.CHANGE;
                HttpAnswer answer = client.request(operation, sessions[latencies.count() / 2 % SESSIONS]);
                latencies.add(System.nanoTime() - due);
                if (answer.text().equals(HttpAnswer.NONE)) {
                    throw new IllegalStateException("a session is gone");
                }
            }
            return latencies;
        }
    }
}
