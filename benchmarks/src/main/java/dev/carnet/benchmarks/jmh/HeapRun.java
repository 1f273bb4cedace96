package dev.carnet.benchmarks.jmh;

import dev.carnet.benchmarks.Operation;
import dev.carnet.benchmarks.Payload;
import dev.carnet.benchmarks.load.Slice;
import dev.carnet.benchmarks.load.Workload;
import dev.carnet.benchmarks.report.Measurement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs {@link HeapBenchmark} pass after pass, so that contenders take turns here too. */
public final class HeapRun {
    /** What the results call the place. */
    public static final String PLACE = "heap";

    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private HeapRun() {}

    /** What a pass ran: a contender at an operation. */
    private record Subject(String contender, Operation operation) {}

    /**
     * Measures.
     *
     * @param more what is to be different from the benchmark's own settings
     * @param progress told each pass that begins
     */
    public static List<Measurement> run(int passes, UnaryOperator<ChainedOptionsBuilder> more, IntConsumer progress)
            throws RunnerException {
        Map<Subject, List<Slice>> slices = new LinkedHashMap<>();
        for (int pass = 0; pass < passes; pass++) {
            progress.accept(pass);
            for (RunResult each : new Runner(more.apply(options()).build()).run()) {
                Subject subject = new Subject(
                        each.getParams().getParam("contender"),
                        Operation.valueOf(each.getParams().getParam("operation")));
                slices.computeIfAbsent(subject, first -> new ArrayList<>()).add(slice(each));
            }
        }
        List<Measurement> measurements = new ArrayList<>();
        slices.forEach((subject, all) -> measurements.add(new Measurement(
                PLACE,
                false,
                new Workload(subject.operation(), 1, new Payload(HeapBenchmark.BYTES)),
                subject.contender(),
                all)));
        return measurements;
    }

    private static ChainedOptionsBuilder options() {
        return new OptionsBuilder()
                .include(HeapBenchmark.class.getName())
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true);
    }

    private static Slice slice(RunResult result) {
        double nanos = result.getPrimaryResult().getScore();
        double bytes = Objects.requireNonNull(result.getSecondaryResults().get(ALLOCATED))
                .getScore();
        return new Slice(result.getPrimaryResult().getSampleCount(), nanos, nanos, nanos, nanos, bytes);
    }
}
