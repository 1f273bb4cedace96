package dev.carnet.benchmarks.report;

import dev.carnet.benchmarks.Operation;
import dev.carnet.benchmarks.Plan;
import dev.carnet.benchmarks.jmh.HeapRun;
import dev.carnet.benchmarks.load.Slice;
import dev.carnet.benchmarks.load.Workload;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** What Carnet is to reach, beside what it reached. */
final class Goals {
    private static final String BARE = "bare ";
    private static final double NEAR_THE_FLOOR = 1.15;
    private static final double HEAP_NANOS = 3_000;
    private static final double HEAP_BYTES = 2_000;

    private final Results results;
    private final List<Goal> goals = new ArrayList<>();

    /** One of them. */
    record Goal(String description, String wanted, String measured, boolean met) {}

    private Goals(Results results) {
        this.results = results;
    }

    static Goals of(Results results) {
        Goals goals = new Goals(results);
        for (String place : results.through(false).places()) {
            if (place.equals(HeapRun.PLACE)) {
                goals.heap();
            } else {
                goals.beside(place);
            }
        }
        return goals;
    }

    private void beside(String place) {
        Results plain = results.through(false);
        String carnet = carnet(plain, place);
        for (Operation operation : List.of(Operation.READ, Operation.CHANGE)) {
            for (int threads : Plan.THREADS) {
                Workload workload = new Workload(operation, threads, Plan.USUAL);
                Optional<Measurement> measured = plain.find(place, carnet, workload);
                Optional<Measurement> floor = floor(plain, place, workload);
                if (measured.isPresent() && floor.isPresent()) {
                    double ratio = measured.get().nanos() / floor.get().nanos();
                    goals.add(new Goal(
                            at(place, workload) + ", beside the " + floor.get().contender(),
                            "at most " + Figures.ratio(NEAR_THE_FLOOR),
                            Figures.ratio(ratio),
                            ratio <= NEAR_THE_FLOOR));
                }
            }
        }
        for (Peer peer : Peer.ALL) {
            for (Workload workload : plain.workloads()) {
                OptionalDouble wanted = peer.atLeast(place, workload);
                OptionalDouble measured = times(plain, place, peer.contender(), carnet, workload);
                if (wanted.isPresent() && measured.isPresent()) {
                    goals.add(new Goal(
                            at(place, workload) + ", faster than " + peer.contender(),
                            "at least " + Figures.ratio(wanted.getAsDouble()),
                            Figures.ratio(measured.getAsDouble()),
                            measured.getAsDouble() >= wanted.getAsDouble()));
                }
            }
        }
    }

    private static String at(String place, Workload workload) {
        return place + ": " + workload.operation().description() + ", " + workload.threads()
                + (workload.threads() == 1 ? " thread" : " threads");
    }

    /** Of the bare clients the one that is the fastest at a workload. */
    private static Optional<Measurement> floor(Results plain, String place, Workload workload) {
        return plain.contenders(place).stream()
                .filter(each -> each.startsWith(BARE))
                .flatMap(each -> plain.find(place, each, workload).stream())
                .min(Comparator.comparingDouble(Measurement::nanos));
    }

    private static OptionalDouble times(Results plain, String place, String slower, String faster, Workload workload) {
        OptionalDouble ofSlower = plain.ratio(place, slower, workload);
        OptionalDouble ofFaster = plain.ratio(place, faster, workload);
        return ofSlower.isPresent() && ofFaster.isPresent()
                ? OptionalDouble.of(ofSlower.getAsDouble() / ofFaster.getAsDouble())
                : OptionalDouble.empty();
    }

    private static String carnet(Results plain, String place) {
        return plain.contenders(place).stream()
                .filter(each -> each.startsWith("Carnet"))
                .findFirst()
                .orElseThrow();
    }

    /** Less what measuring itself takes. */
    private void heap() {
        Workload read = results.all().stream()
                .filter(each -> each.place().equals(HeapRun.PLACE))
                .map(Measurement::workload)
                .filter(each -> each.operation() == Operation.READ)
                .findFirst()
                .orElseThrow();
        Measurement carnet = results.find(HeapRun.PLACE, "Carnet Memory", read).orElseThrow();
        Measurement nothing = results.find(HeapRun.PLACE, "no session", read).orElseThrow();
        double nanos = carnet.nanos() - nothing.nanos();
        double bytes = carnet.median(Slice::bytes) - nothing.median(Slice::bytes);
        goals.add(new Goal(
                "filter and engine on the memory store, read-only request",
                "at most " + Figures.time(HEAP_NANOS),
                Figures.time(nanos),
                nanos <= HEAP_NANOS));
        goals.add(new Goal(
                "allocated for it", "at most " + Figures.size(HEAP_BYTES), Figures.size(bytes), bytes <= HEAP_BYTES));
    }

    /** @param more what else was to be reached */
    String table(List<Goal> more) {
        ReportTable table = new ReportTable("goal", "wanted", "measured", "met");
        Stream.concat(goals.stream(), more.stream())
                .forEach(each -> table.add(each.description, each.wanted, each.measured, each.met ? "yes" : "no"));
        return table.toString();
    }
}
