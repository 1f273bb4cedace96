package dev.carnet.benchmarks.scale;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures what operators' and sweepers' work costs among few and among many sessions, and writes the page's section of it. */
@Command(
        name = "scale",
        description = "Measure what operators' and sweepers' work costs among few and many sessions.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class ScaleCommand implements Callable<Integer> {
    @Option(names = "--sizes", split = ",", paramLabel = "N", description = "How many sessions: one run for each.")
    private List<Integer> sizes = List.of(1000, 100_000, 1_000_000);

    @Option(
            names = "--places",
            split = ",",
            paramLabel = "PLACE",
            description = "Where sessions are kept: ${COMPLETION-CANDIDATES}.")
    private List<ScalePlace.Kind> places = List.of(ScalePlace.Kind.values());

    @Option(names = "--page", paramLabel = "FILE", description = "The page to write into.")
    private Path page = Path.of("docs/measurements.md");

    @Override
    public Integer call() throws Exception {
        ScaleRun run = new ScaleRun(System.out);
        List<Integer> ascending =
                sizes.stream().sorted(Comparator.naturalOrder()).toList();
        for (int size : ascending) {
            for (ScalePlace.Kind each : places) {
                run.at(each, size);
                new ScaleReport(run.places()).writeInto(page, "Redis"); // the largest may take longer than one waits
            }
        }
        System.out.println("written: " + page);
        return 0;
    }
}
