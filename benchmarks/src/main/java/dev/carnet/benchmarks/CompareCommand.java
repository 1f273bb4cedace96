package dev.carnet.benchmarks;

import dev.carnet.benchmarks.containers.ContainersCommand;
import dev.carnet.benchmarks.contenders.ContenderPlace;
import dev.carnet.benchmarks.contenders.Places;
import dev.carnet.benchmarks.parts.BenchParts;
import dev.carnet.benchmarks.parts.Scale;
import dev.carnet.benchmarks.report.Csv;
import dev.carnet.benchmarks.report.Findings;
import dev.carnet.benchmarks.report.Method;
import dev.carnet.benchmarks.report.Part;
import dev.carnet.benchmarks.report.ReportPage;
import dev.carnet.benchmarks.scale.ScaleCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures everything in one run and writes the page of it. */
@Command(
        name = "benchmarks/run",
        description = "Compare Carnet with its peers and with the bare driver, and write docs/measurements.md.",
        mixinStandardHelpOptions = true,
        subcommands = {ScaleCommand.class, ContainersCommand.class},
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

    @Option(
            names = "--parts",
            split = ",",
            paramLabel = "PART",
            description = "What is measured: ${COMPLETION-CANDIDATES}.")
    private Set<Part> parts = EnumSet.allOf(Part.class);

    @Option(
            names = "--rows",
            paramLabel = "N",
            description = "So many sessions are swept, searched, and kept in memory.")
    private int rows = 1_000_000;

    @Option(names = "--page", paramLabel = "FILE", description = "The page to write into.")
    private Path page = Path.of("docs/measurements.md");

    @Option(names = "--figures", paramLabel = "FILE", description = "Where every single figure goes.")
    private Path figures = Path.of("benchmarks/target/figures.csv");

    private static final Logger TOMCATS = Logger.getLogger("org.apache");

    /** Runs and ends the process, with the servers it has started. */
    public static void main(String[] arguments) {
        TOMCATS.setLevel(Level.SEVERE);
        System.exit(commandLine().execute(arguments));
    }

    /** Names of places and parts in any case; of a wrong option one line tells, not the whole help. */
    static CommandLine commandLine() {
        return new CommandLine(new CompareCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((wrong, arguments) -> {
                    CommandLine command = wrong.getCommandLine();
                    command.getErr().println(wrong.getMessage() + "; --help tells what is allowed");
                    return command.getCommandSpec().exitCodeOnInvalidInput();
                });
    }

    @Override
    public Integer call() throws Exception {
        Plan plan = Plan.full(rounds, Duration.ofMillis(slice));
        Comparison comparison = new Comparison(plan, System.out);
        BenchParts others = new BenchParts(parts, Scale.full(rows), System.out);
        Set<String> versions = new LinkedHashSet<>();
        for (Places each : places) {
            if (parts.contains(Part.REQUESTS)) {
                requests(comparison, each);
            }
            try (ContenderPlace place = each.open()) {
                if (each != Places.HEAP) {
                    versions.add(place.versions());
                }
                others.at(place);
            }
        }
        others.elsewhere(Path.of("carnet").toAbsolutePath());
        write(comparison, others.findings(), Method.of(plan, List.copyOf(versions)));
        return 0;
    }

    private static void requests(Comparison comparison, Places where) throws Exception {
        if (where == Places.HEAP) {
            comparison.heap();
        } else {
            comparison.at(where);
        }
    }

    private void write(Comparison comparison, Findings findings, List<String> notes) throws IOException {
        Path others = figures.resolveSibling("parts-" + figures.getFileName());
        Files.writeString(figures, Csv.of(comparison.results()));
        Files.writeString(others, findings.csv());
        new ReportPage(comparison.results(), comparison.counts(), findings, notes).writeInto(page);
        System.out.println("written: " + page + ", " + figures + ", " + others);
    }
}
