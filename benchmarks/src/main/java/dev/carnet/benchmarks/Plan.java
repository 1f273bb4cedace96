package dev.carnet.benchmarks;

import dev.carnet.benchmarks.load.Race;
import dev.carnet.benchmarks.load.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run measures.
 *
 * @param race how often and how long
 * @param passes how many processes of JMH's each figure of the heap comes from
 * @param others so many sessions lie beside those that are asked for: a database reads a table without any row by row
 * @param plain with requests as plain objects, filters only
 * @param server through HTTP
 */
public record Plan(Race race, int passes, int others, List<Workload> plain, List<Workload> server) {
    /** What a session holds where nothing else is said. */
    public static final Payload USUAL = new Payload(2_000);

    private static final Payload SMALL = new Payload(200);
    private static final Payload LARGE = new Payload(20_000);

    private static final int MOST_PASSES = 5;
    private static final int OTHERS = 1000;

    /** Requests under way at once. */
    public static final List<Integer> THREADS = List.of(1, 8, 64);

    /** All of it, in rounds of one slice for everybody. */
    public static Plan full(int rounds, Duration slice) {
        List<Workload> plain = new ArrayList<>();
        for (Operation operation : List.of(Operation.READ, Operation.CHANGE)) {
            THREADS.forEach(threads -> plain.add(new Workload(operation, threads, USUAL)));
            plain.add(new Workload(operation, 1, SMALL));
            plain.add(new Workload(operation, 1, LARGE));
        }
        for (Operation operation : List.of(Operation.NEW, Operation.RENAME, Operation.END)) {
            plain.add(new Workload(operation, 1, USUAL));
            plain.add(new Workload(operation, 8, USUAL));
        }
        List<Workload> server =
                List.of(new Workload(Operation.READ, 8, USUAL), new Workload(Operation.CHANGE, 8, USUAL));
        return new Plan(
                new Race(rounds, slice, slice.multipliedBy(2)), Math.min(rounds, MOST_PASSES), OTHERS, plain, server);
    }
}
