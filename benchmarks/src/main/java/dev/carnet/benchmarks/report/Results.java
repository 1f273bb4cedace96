package dev.carnet.benchmarks.report;

import dev.carnet.benchmarks.Operation;
import dev.carnet.benchmarks.load.Workload;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * All that one run measured.
 *
 * @param all in the order it was measured
 */
public record Results(List<Measurement> all) {
    public Results {
        all = List.copyOf(all);
    }

    /** Those with requests as plain objects, or those through a server. */
    public Results through(boolean server) {
        return new Results(all.stream().filter(each -> each.server() == server).toList());
    }

    /** Those at one operation. */
    public Results of(Operation operation) {
        return new Results(all.stream()
                .filter(each -> each.workload().operation() == operation)
                .toList());
    }

    public List<String> places() {
        return all.stream().map(Measurement::place).distinct().toList();
    }

    /** Who was measured at a place, the one that all are compared with first. */
    public List<String> contenders(String place) {
        return at(place).map(Measurement::contender).distinct().toList();
    }

    public List<Workload> workloads() {
        return all.stream().map(Measurement::workload).distinct().toList();
    }

    public Optional<Measurement> find(String place, String contender, Workload workload) {
        return at(place)
                .filter(each -> each.contender().equals(contender))
                .filter(each -> each.workload().equals(workload))
                .findFirst();
    }

    /** How many times as long a contender takes as the first of its place. */
    public OptionalDouble ratio(String place, String contender, Workload workload) {
        Optional<Measurement> first = find(place, contenders(place).get(0), workload);
        Optional<Measurement> other = find(place, contender, workload);
        return first.isPresent() && other.isPresent()
                ? OptionalDouble.of(other.get().nanos() / first.get().nanos())
                : OptionalDouble.empty();
    }

    private Stream<Measurement> at(String place) {
        return all.stream().filter(each -> each.place().equals(place));
    }
}
