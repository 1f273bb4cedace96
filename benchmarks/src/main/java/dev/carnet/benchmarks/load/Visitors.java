package dev.carnet.benchmarks.load;

import dev.carnet.benchmarks.Client;
import dev.carnet.benchmarks.HttpAnswer;
import dev.carnet.benchmarks.Operation;
import dev.carnet.benchmarks.RunningSite;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One thread's browsers, each with a session of its own, that make requests in turns. */
final class Visitors implements AutoCloseable {
    private static final int COUNT = 32;

    private final Operation operation;
    private final Client client;
    private final String[] sessions = new String[COUNT];

    Visitors(RunningSite site, Operation operation) throws Exception {
        this.operation = operation;
        client = site.client();
        for (int i = 0; i < COUNT; i++) {
            sessions[i] = begin();
        }
    }

    private String begin() throws Exception {
        return Objects.requireNonNull(client.request(Operation.NEW, null).session(), "no session was begun");
    }

    /** Makes requests until a deadline of {@link System#nanoTime()}, one at least; gives how long each took. */
    Latencies until(long deadline) throws Exception {
        Latencies latencies = new Latencies();
        do {
            int turn = latencies.count() % COUNT;
            if (operation == Operation.END) {
                sessions[turn] = begin();
            }
            long from = System.nanoTime();
            HttpAnswer answer = client.request(operation, operation == Operation.NEW ? null : sessions[turn]);
            latencies.add(System.nanoTime() - from);
            requireGood(answer);
            if (operation == Operation.RENAME) {
                sessions[turn] = Objects.requireNonNull(answer.session());
            }
        } while (System.nanoTime() < deadline);
        return latencies;
    }

    private void requireGood(HttpAnswer answer) {
        @Nullable String session = answer.session();
        if (answer.text().equals(HttpAnswer.NONE) || (session == null) != (operation == Operation.END)) {
            throw new IllegalStateException(operation + " came to " + answer);
        }
    }

    @Override
    public void close() throws Exception {
        client.close();
    }
}
