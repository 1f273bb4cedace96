package dev.carnet.benchmarks.scale;

import dev.carnet.error.SessionStoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures what operators' and sweepers' work costs among few and among many sessions, and writes the pages' sections of it. */
@Command(
        name = "scale",
        customSynopsis = "benchmarks/run --scale [--sizes=N[,N...]] [--places=PLACE[,PLACE...]] [OPTIONS]",
        description = "Measure what operators' and sweepers' work costs among few and many sessions. Results are kept:"
                + " a further run adds to the pages or replaces what it measures anew.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class ScaleCommand implements Callable<Integer> {
    private static final int LEAST = 100;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything
    private CommandSpec spec;

    @Option(
            names = "--sizes",
            split = ",",
            paramLabel = "N",
            description = "How many sessions, each from 100 on; 1000,100000,3000000 by default.",
            showDefaultValue = Visibility.NEVER)
    private List<Integer> sizes = List.of(1000, 100_000, 3_000_000);

    @Option(
            names = "--places",
            split = ",",
            paramLabel = "PLACE",
            description = "Where sessions are kept: ${COMPLETION-CANDIDATES}. All by default.",
            showDefaultValue = Visibility.NEVER)
    private List<ScaleKind> places = List.of(ScaleKind.values());

    @Option(names = "--page", paramLabel = "FILE", description = "The page that shows all counts.")
    private Path page = Path.of("docs/measurements.md");

    @Option(names = "--summary", paramLabel = "FILE", description = "The page that shows the growth and the chart.")
    private Path summary = Path.of("docs/performance.md");

    @Option(names = "--results", paramLabel = "FILE", description = "Where results are kept from run to run.")
    private Path file = Path.of("benchmarks/scale.csv");

    @Option(
            names = "--beside",
            description = "Measure only how long requests take beside a sweep of a fifth of the largest size; where"
                    + " nobody else uses the machine.")
    private boolean beside;

    @Override
    public Integer call() throws Exception {
        check();
        if (beside) {
            besideSweeps();
            return 0;
        }
        ScaleResults results = ScaleResults.in(file);
        ScaleRun run = new ScaleRun(System.out, results);
        int failed = 0;
        for (int size :
                sizes.stream().sorted(Comparator.naturalOrder()).distinct().toList()) {
            for (ScaleKind each : places) {
                if (each.holds(size)) {
                    failed += isMeasured(run, each, size) ? 0 : 1;
                    write(results); // the largest may take longer than one waits
                } else {
                    System.out.printf(Locale.ROOT, "%s, %,d sessions: left out: %s%n", each, size, each.reason());
                }
            }
        }
        write(results);
        System.out.println("written: " + page + ", " + summary + ", " + file);
        return failed == 0 ? 0 : 1;
    }

    /** What fails at one place is told, and the others are measured all the same. */
    private static boolean isMeasured(ScaleRun run, ScaleKind kind, int size) throws Exception {
        try {
            run.at(kind, size);
            return true;
        } catch (SessionStoreException | IllegalStateException e) {
            System.out.println();
            System.err.printf(Locale.ROOT, "%s, %,d sessions: failed: %s%n", kind, size, e.getMessage());
            return false;
        }
    }

    private void besideSweeps() throws Exception {
        int size = sizes.stream().max(Comparator.naturalOrder()).orElseThrow();
        List<BesideSweep.Result> measured = new ArrayList<>();
        for (ScaleKind each : places) {
            if (each.holds(size)) {
                measured.add(BesideSweep.at(each, size));
                System.out.println(measured.get(measured.size() - 1));
                ScaleReport.writeBeside(page, measured);
            } else {
                System.out.printf(Locale.ROOT, "%s, %,d sessions: left out: %s%n", each, size, each.reason());
            }
        }
    }

    private void check() {
        for (int each : sizes) {
            if (each < LEAST) {
                throw new ParameterException(
                        spec.commandLine(), "--sizes: " + each + " is too few; allowed is " + LEAST + " or more");
            }
        }
        for (Path each : List.of(page, summary)) {
            if (!Files.isRegularFile(each)) {
                throw new ParameterException(spec.commandLine(), "there is no page " + each);
            }
        }
    }

    private void write(ScaleResults results) throws Exception {
        if (results.places().isEmpty()) {
            return;
        }
        results.writeTo(file);
        ScaleReport report = new ScaleReport(results);
        report.writeCounts(page);
        report.writeSummary(summary);
    }
}
