package dev.carnet.benchmarks.load;

import dev.carnet.benchmarks.Client;
import dev.carnet.benchmarks.Operation;
import dev.carnet.benchmarks.RunningSite;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Six requests at once with one session, each of which changes another attribute, burst after burst. Not thread-safe. */
public final class Burst implements AutoCloseable {
    private static final int REQUESTS = 6;

    private final RunningSite site;
    private final ExecutorService threads = Executors.newFixedThreadPool(REQUESTS);
    private final CyclicBarrier start = new CyclicBarrier(REQUESTS);
    private final Client[] clients = new Client[REQUESTS];
    private final Latencies latencies = new Latencies();
    private int changes;
    private int lost;
    private int refused;

    /** What came of a request: the mark of what it wrote, null if it failed; and when. */
    private record Written(@Nullable String mark, long begun, long ended) {}

    public Burst(RunningSite site) throws Exception {
        this.site = site;
        for (int i = 0; i < REQUESTS; i++) {
            clients[i] = site.client();
        }
    }

    /** Makes so many bursts, each with a new session. */
    public void run(int bursts) throws Exception {
        for (int i = 0; i < bursts; i++) {
            run();
        }
    }

    private void run() throws Exception {
        String session =
                Objects.requireNonNull(clients[0].request(Operation.NEW, null).session());
        List<Callable<Written>> requests = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            int attribute = i;
            requests.add(() -> change(attribute, session));
        }
        List<Written> all = new ArrayList<>();
        for (Future<Written> each : threads.invokeAll(requests)) {
            all.add(each.get());
        }
        long begun = all.stream().mapToLong(Written::begun).min().orElseThrow();
        long ended = all.stream().mapToLong(Written::ended).max().orElseThrow();
        latencies.add(ended - begun);
        for (int i = 0; i < REQUESTS; i++) {
            count(i, session, all.get(i).mark());
        }
    }

    private Written change(int attribute, String session) throws Exception {
        start.await();
        long begun = System.nanoTime();
        @Nullable String mark = mark(attribute, Operation.CHANGE, session);
        return new Written(mark, begun, System.nanoTime());
    }

    private void count(int attribute, String session, @Nullable String written) throws Exception {
        changes++;
        if (written == null) {
            refused++;
        } else if (!written.equals(mark(attribute, Operation.READ, session))) {
            lost++;
        }
    }

    /** What is answered; null if that is an error or nothing at all, after which a connection is of no use any more. */
    private @Nullable String mark(int attribute, Operation operation, String session) throws Exception {
        try {
            return clients[attribute]
                    .request(operation.path(attribute), session)
                    .text();
        } catch (IOException | ServletException | RuntimeException failed) {
            clients[attribute].close();
            clients[attribute] = site.client();
            return null;
        }
    }

    /** Until the last of six was answered. */
    public double medianNanos() {
        return Latencies.sorted(List.of(latencies)).quantile(0.5);
    }

    /** The share of all changes that were answered as done and are not there. */
    public double lost() {
        return (double) lost / changes;
    }

    /** The share of all changes that were answered by an error. */
    public double refused() {
        return (double) refused / changes;
    }

    @Override
    public void close() throws Exception {
        threads.shutdown();
        for (Client each : clients) {
            each.close();
        }
    }
}
