package dev.carnet.benchmarks.jmh;

import dev.carnet.benchmarks.Client;
import dev.carnet.benchmarks.Contender;
import dev.carnet.benchmarks.HttpAnswer;
import dev.carnet.benchmarks.Operation;
import dev.carnet.benchmarks.Payload;
import dev.carnet.benchmarks.RunningSite;
import dev.carnet.benchmarks.contenders.Heap;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A request through filter and engine with sessions on the heap, so that nothing but them is measured. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 3, time = 1)
@SuppressWarnings("NullAway.Init") // JMH sets the fields before it runs anything
public class HeapBenchmark {
    private static final int SESSIONS = 32;
    /** What a session holds. */
    static final int BYTES = 2_000;

    @Param({"no session", "bare map", "Carnet Memory", "Spring Session map"})
    private String contender;

    @Param({"READ", "CHANGE"})
    private Operation operation;

    private final String[] sessions = new String[SESSIONS];
    private RunningSite site;
    private Client client;
    private int turn;

    @Setup
    public void open() throws Exception {
        try (Heap heap = new Heap()) {
            Contender named = heap.everybody()
                    .filter(each -> each.name().equals(contender))
                    .findFirst()
                    .orElseThrow();
            site = named.openPlain(new Payload(BYTES));
        }
        client = site.client();
        for (int i = 0; i < SESSIONS; i++) {
            sessions[i] =
                    Objects.requireNonNull(client.request(Operation.NEW, null).session());
        }
    }

    @TearDown
    public void close() throws Exception {
        client.close();
        site.close();
    }

    @Benchmark
    public HttpAnswer request() throws Exception {
        turn = (turn + 1) % SESSIONS;
        HttpAnswer answer = client.request(operation, sessions[turn]);
        if (answer.text().equals(HttpAnswer.NONE)) {
            throw new IllegalStateException("the session is gone");
        }
        return answer;
    }
}
