package dev.carnet.benchmarks.report;

import dev.carnet.benchmarks.load.Slice;
import dev.carnet.benchmarks.load.Workload;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What one contender did under one workload.
 *
 * @param place where sessions were kept
 * @param server whether requests came through HTTP, rather than as plain objects
 * @param workload what was asked
 * @param contender the contender's name
 * @param slices one for each round
 */
public record Measurement(String place, boolean server, Workload workload, String contender, List<Slice> slices) {
    /** The median over all rounds. */
    public double median(ToDoubleFunction<Slice> figure) {
        double[] sorted = slices.stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    /** How long a request took. */
    public double nanos() {
        return median(Slice::nanos);
    }
}
