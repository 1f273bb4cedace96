package dev.carnet.benchmarks.report;

import dev.carnet.benchmarks.Plan;
import dev.carnet.benchmarks.load.Workload;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A peer that Carnet is to beat, and by how many times.
 *
 * @param contender the peer
 * @param places where
 * @param read at a request that only reads
 * @param changeAlone at a request that changes, one at a time
 * @param change at requests that change, several at a time
 */
record Peer(String contender, List<String> places, double read, double changeAlone, double change) {
    static final List<Peer> ALL = List.of(
            new Peer("Spring Session JDBC", List.of("PostgreSQL", "MariaDB"), 8, 1.7, 2.3),
            new Peer("Spring Session Redis", List.of("Redis"), 5, 2.2, 2.2),
            new Peer("Spring Session Redis indexed", List.of("Redis"), 9, 3.7, 3.7),
            new Peer("mongodb-spring-session", List.of("MongoDB"), 3, 1.5, 1.5));

    private static final int MOST_THREADS = 8;

    /** By how many times Carnet is to be faster; empty where nothing was promised. */
    OptionalDouble atLeast(String place, Workload workload) {
        if (!places.contains(place)
                || workload.threads() > MOST_THREADS
                || !workload.payload().equals(Plan.USUAL)) {
            return OptionalDouble.empty();
        }
        return switch (workload.operation()) {
            case READ -> OptionalDouble.of(read);
            case CHANGE -> OptionalDouble.of(workload.threads() == 1 ? changeAlone : change);
            case NEW, RENAME, END -> OptionalDouble.empty();
        };
    }
}
