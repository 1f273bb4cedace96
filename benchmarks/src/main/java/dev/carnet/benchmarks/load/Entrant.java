package dev.carnet.benchmarks.load;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import dev.carnet.benchmarks.Contender;
import dev.carnet.benchmarks.RunningSite;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** A contender's site under one workload, with the visitors of every thread. */
final class Entrant implements AutoCloseable {
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Contender contender;
    private final ExecutorService threads;
    private final List<Slice> slices = new ArrayList<>();
    private final List<Visitors> visitors = new ArrayList<>();

    /** One thread's share of a slice. */
    private record Share(Latencies latencies, long bytes) {}

    Entrant(Contender contender, RunningSite site, Workload workload, ExecutorService threads) throws Exception {
        this.contender = contender;
        this.threads = threads;
        for (int i = 0; i < workload.threads(); i++) {
            visitors.add(new Visitors(site, workload.operation()));
        }
    }

    Contender contender() {
        return contender;
    }

    /** What has been measured so far. */
    List<Slice> slices() {
        return slices;
    }

    /** Runs for a time that counts. */
    void measure(Duration time) throws Exception {
        slices.add(run(time));
    }

    /** Has all visitors make requests for a time. */
    Slice run(Duration time) throws Exception {
        long cpu = PROCESS.getProcessCpuTime();
        long deadline = System.nanoTime() + time.toNanos();
        List<Future<Share>> running = new ArrayList<>();
        for (Visitors each : visitors) {
            running.add(threads.submit((Callable<Share>) () -> share(each, deadline)));
        }
        List<Share> shares = new ArrayList<>();
        for (Future<Share> each : running) {
            shares.add(each.get());
        }
        return slice(shares, PROCESS.getProcessCpuTime() - cpu);
    }

    private static Share share(Visitors visitors, long deadline) throws Exception {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        Latencies latencies = visitors.until(deadline);
        return new Share(latencies, THREADS.getCurrentThreadAllocatedBytes() - before);
    }

    private static Slice slice(List<Share> shares, long cpu) {
        Latencies latencies =
                Latencies.sorted(shares.stream().map(Share::latencies).toList());
        double requests = latencies.count();
        return new Slice(
                latencies.count(),
                latencies.mean(),
                latencies.quantile(0.5),
                latencies.quantile(0.99),
                cpu / requests,
                shares.stream().mapToLong(Share::bytes).sum() / requests);
    }

    @Override
    public void close() throws Exception {
        for (Visitors each : visitors) {
            each.close();
        }
    }
}
