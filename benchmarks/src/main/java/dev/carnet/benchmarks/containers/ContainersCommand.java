package dev.carnet.benchmarks.containers;

import dev.carnet.benchmarks.Contender;
import dev.carnet.benchmarks.Operation;
import dev.carnet.benchmarks.Plan;
import dev.carnet.benchmarks.RunningSite;
import dev.carnet.benchmarks.load.Race;
import dev.carnet.benchmarks.load.Slice;
import dev.carnet.benchmarks.load.Workload;
import dev.carnet.config.CarnetConfig;
import dev.carnet.testservers.TestServers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures whole HTTP requests on a container whose sessions it keeps itself, which a filter keeps, and which Carnet keeps inside
 * it: all of them open, in turns. Prints Markdown.
 */
@Command(
        name = "containers",
        customSynopsis = "benchmarks/run --containers [OPTIONS]",
        description =
                "Measure a request whose session the container keeps itself, Carnet's filter, or Carnet inside the"
                        + " container, with Carnet's sessions in memory and in PostgreSQL.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class ContainersCommand implements Callable<Integer> {
    @Option(names = "--rounds", paramLabel = "N", description = "So many turns everybody gets at each workload.")
    private int rounds = 15;

    @Option(names = "--slice", paramLabel = "MS", description = "How long a turn is, in milliseconds.")
    private long slice = 500;

    @Option(names = "--threads", paramLabel = "N", description = "Requests under way at once.")
    private int threads = 1;

    @Override
    public Integer call() throws Exception {
        System.out.println("| container, store | request | bare, us | filter, us | inside, us | filter / bare |"
                + " inside / bare | inside / filter |");
        System.out.println("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        for (ContainerKind each : ContainerKind.values()) {
            measure(each, "Memory", CarnetConfig.builder().session("Memory").build());
            measure(
                    each,
                    "PostgreSQL",
                    CarnetConfig.builder()
                            .session("JDBC")
                            .set("url", TestServers.postgres().url("public"))
                            .set("create", "true")
                            .build());
        }
        return 0;
    }

    private void measure(ContainerKind container, String store, CarnetConfig config) throws Exception {
        Contender bare = new KeptContender(container, Keeper.CONTAINER, config);
        Contender filter = new KeptContender(container, Keeper.FILTER, config);
        Contender inside = new KeptContender(container, Keeper.INSIDE, config);
        Map<Contender, RunningSite> sites = new LinkedHashMap<>();
        try {
            for (Contender each : List.of(bare, filter, inside)) {
                sites.put(each, each.openServer(Plan.USUAL));
            }
            Duration turn = Duration.ofMillis(slice);
            Race race = new Race(rounds, turn, turn.multipliedBy(2));
            for (Operation operation : List.of(Operation.READ, Operation.CHANGE)) {
                Workload workload = new Workload(operation, threads, Plan.USUAL);
                race.warmUp(sites, workload);
                Map<Contender, List<Slice>> slices = race.run(sites, workload);
                System.out.println("| " + container + ", " + store + " | " + operation.description() + " | "
                        + figures(of(bare, slices), of(filter, slices), of(inside, slices)) + " |");
            }
        } finally {
            for (RunningSite each : sites.values()) {
                each.close();
            }
        }
    }

    private static List<Slice> of(Contender contender, Map<Contender, List<Slice>> slices) {
        return Objects.requireNonNull(slices.get(contender));
    }

    private static String figures(List<Slice> bare, List<Slice> filter, List<Slice> inside) {
        return String.format(
                Locale.ROOT,
                "%.0f | %.0f | %.0f | %s | %s | %s",
                micros(bare),
                micros(filter),
                micros(inside),
                ratio(filter, bare),
                ratio(inside, bare),
                ratio(inside, filter));
    }

    private static double micros(List<Slice> slices) {
        double[] sorted = slices.stream().mapToDouble(Slice::nanos).sorted().toArray();
        return sorted[sorted.length / 2] / 1000;
    }

    /** The median of the rounds' ratios, and between which values half of them lie. */
    private static String ratio(List<Slice> over, List<Slice> under) {
        double[] sorted = IntStream.range(0, over.size())
                .mapToDouble(i -> over.get(i).nanos() / under.get(i).nanos())
                .sorted()
                .toArray();
        return String.format(
                Locale.ROOT,
                "%.2f (%.2f to %.2f)",
                sorted[sorted.length / 2],
                sorted[sorted.length / 4],
                sorted[sorted.length * 3 / 4]);
    }
}
