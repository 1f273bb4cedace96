package dev.carnet.benchmarks;

import dev.carnet.benchmarks.contenders.Places;
import dev.carnet.benchmarks.report.Csv;
import dev.carnet.benchmarks.report.Method;
import dev.carnet.benchmarks.report.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures everything in one run and writes the page of it. */
@Command(
        name = "benchmarks/run",
        description = "Compare Carnet with its peers and with the bare driver, and write docs/performance.md.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class CompareCommand implements Callable<Integer> {
    @Option(names = "--rounds", paramLabel = "N", description = "So many turns everybody gets at each workload.")
    private int rounds = 9;

    @Option(names = "--slice", paramLabel = "MS", description = "How long a turn is, in milliseconds.")
    private long slice = 1000;

    @Option(
            names = "--places",
            split = ",",
            paramLabel = "PLACE",
            description = "Where sessions are kept: ${COMPLETION-CANDIDATES}.")
    private List<Places> places = List.of(Places.values());

    @Option(names = "--page", paramLabel = "FILE", description = "The page to write into.")
    private Path page = Path.of("docs/performance.md");

    @Option(names = "--figures", paramLabel = "FILE", description = "Where every single figure goes.")
    private Path figures = Path.of("benchmarks/target/figures.csv");

    private static final Logger TOMCATS = Logger.getLogger("org.apache");

    /** Runs and ends the process, with the servers it has started. */
    public static void main(String[] arguments) {
        TOMCATS.setLevel(Level.SEVERE);
        System.exit(new CommandLine(new CompareCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Plan plan = Plan.full(rounds, Duration.ofMillis(slice));
        Comparison comparison = new Comparison(plan, System.out);
        for (Places each : places) {
            if (each == Places.HEAP) {
                comparison.heap();
            } else {
                comparison.at(each);
            }
        }
        Files.writeString(figures, Csv.of(comparison.results()));
        new Page(comparison.results(), comparison.counts(), Method.of(plan, comparison.versions())).writeInto(page);
        System.out.println("written: " + page + ", " + figures);
        return 0;
    }
}
