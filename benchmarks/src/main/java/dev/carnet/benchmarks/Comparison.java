package dev.carnet.benchmarks;

import dev.carnet.benchmarks.contenders.ContenderPlace;
import dev.carnet.benchmarks.contenders.NoSession;
import dev.carnet.benchmarks.contenders.Places;
import dev.carnet.benchmarks.jmh.HeapRun;
import dev.carnet.benchmarks.load.CountedStatements;
import dev.carnet.benchmarks.load.Slice;
import dev.carnet.benchmarks.load.Workload;
import dev.carnet.benchmarks.report.Count;
import dev.carnet.benchmarks.report.Measurement;
import dev.carnet.benchmarks.report.Results;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.openjdk.jmh.runner.RunnerException;

/** One run: measures everybody everywhere and keeps what comes of it. Not thread-safe. */
final class Comparison {
    private final Plan plan;
    private final PrintStream progress;
    private final List<Measurement> measurements = new ArrayList<>();
    private final List<Count> counts = new ArrayList<>();
    private final List<String> versions = new ArrayList<>();

    /**
     * @param progress told what is being measured
     */
    Comparison(Plan plan, PrintStream progress) {
        this.plan = plan;
        this.progress = progress;
    }

    /** Measures what needs no server, in processes of its own. */
    void heap() throws RunnerException {
        measurements.addAll(HeapRun.run(
                plan.passes(),
                UnaryOperator.identity(),
                pass -> say("heap, pass " + (pass + 1) + " of " + plan.passes())));
    }

    /** Measures everybody at a place. */
    void at(Places where) throws Exception {
        try (ContenderPlace place = where.open()) {
            versions.add(place.versions());
            List<Contender> filters =
                    place.contenders().stream().filter(Contender::isFilter).toList();
            List<Contender> servers = new ArrayList<>(List.of(new NoSession()));
            servers.addAll(place.contenders());
            measure(place, filters, false, plan.plain());
            measure(place, servers, true, plan.server());
            if (place.asked().isPresent()) {
                count(place);
            }
        }
    }

    private void measure(ContenderPlace place, List<Contender> contenders, boolean server, List<Workload> workloads)
            throws Exception {
        List<Payload> payloads =
                workloads.stream().map(Workload::payload).distinct().toList();
        for (Payload payload : payloads) {
            Map<Contender, RunningSite> sites = new LinkedHashMap<>();
            try {
                for (Contender each : contenders) {
                    RunningSite site = server ? each.openServer(payload) : each.openPlain(payload);
                    sites.put(each, site);
                    beginOthers(site);
                }
                if (payload.equals(payloads.get(0))) {
                    for (Operation each : List.of(Operation.READ, Operation.CHANGE)) {
                        plan.race().warmUp(sites, new Workload(each, 1, payload));
                    }
                }
                for (Workload each : workloads) {
                    if (each.payload().equals(payload)) {
                        measure(place, sites, server, each);
                    }
                }
            } finally {
                for (RunningSite each : sites.values()) {
                    each.close();
                }
            }
        }
    }

    private void beginOthers(RunningSite site) throws Exception {
        try (Client client = site.client()) {
            for (int i = 0; i < plan.others(); i++) {
                client.request(Operation.NEW, null);
            }
        }
    }

    private void measure(ContenderPlace place, Map<Contender, RunningSite> sites, boolean server, Workload workload)
            throws Exception {
        say(place.name() + (server ? " through HTTP: " : ": ")
                + workload.operation().description() + ", " + workload.threads() + " at once, "
                + workload.payload().bytes() + " bytes");
        plan.race()
                .run(sites, workload)
                .forEach((contender, slices) ->
                        keep(new Measurement(place.name(), server, workload, contender.name(), slices)));
    }

    private void keep(Measurement measurement) {
        measurements.add(measurement);
        say(String.format(
                "    %-24s %,12.1f us %,12.0f bytes",
                measurement.contender(), measurement.nanos() / 1000, measurement.median(Slice::bytes)));
    }

    private void count(ContenderPlace place) throws Exception {
        say(place.name() + ": statements for each request");
        for (Contender each : place.contenders()) {
            try (RunningSite site = each.isFilter() ? each.openPlain(Plan.USUAL) : each.openServer(Plan.USUAL)) {
                for (Operation operation : Operation.values()) {
                    CountedStatements.perRequest(place, site, operation)
                            .ifPresent(count -> counts.add(new Count(place.name(), each.name(), operation, count)));
                }
            }
        }
    }

    private void say(String what) {
        progress.println(what);
    }

    Results results() {
        return new Results(measurements);
    }

    List<Count> counts() {
        return List.copyOf(counts);
    }

    /** Of servers and drivers. */
    List<String> versions() {
        return List.copyOf(versions);
    }
}
