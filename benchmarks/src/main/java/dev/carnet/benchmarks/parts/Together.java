package dev.carnet.benchmarks.parts;

import dev.carnet.benchmarks.Contender;
import dev.carnet.benchmarks.Plan;
import dev.carnet.benchmarks.RunningSite;
import dev.carnet.benchmarks.contenders.ContenderPlace;
import dev.carnet.benchmarks.load.Burst;
import dev.carnet.benchmarks.report.Finding;
import dev.carnet.benchmarks.report.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Requests of one browser at once, by all contenders that are a store, in turns. */
final class Together {
    private static final int BURSTS_IN_A_TURN = 10;

    private Together() {}

    /**
     * Measures.
     *
     * @param server whether requests come through HTTP, rather than as plain objects
     */
    static List<Finding> of(ContenderPlace place, boolean server, Scale scale) throws Exception {
        String name = server ? place.name() + " through HTTP" : place.name();
        Map<Contender, RunningSite> sites = new LinkedHashMap<>();
        Map<Contender, Burst> bursts = new LinkedHashMap<>();
        try {
            for (Contender each :
                    place.contenders().stream().filter(one -> !one.isBare()).toList()) {
                if (server || each.isFilter()) {
                    RunningSite site = server ? each.openServer(Plan.USUAL) : each.openPlain(Plan.USUAL);
                    sites.put(each, site);
                    bursts.put(each, new Burst(site));
                }
            }
            for (int turn = 0; turn < scale.turns(); turn++) {
                for (Burst each : bursts.values()) {
                    each.run(BURSTS_IN_A_TURN);
                }
            }
        } finally {
            for (Burst each : bursts.values()) {
                each.close();
            }
            for (RunningSite each : sites.values()) {
                each.close();
            }
        }
        List<Finding> findings = new ArrayList<>();
        bursts.forEach((contender, burst) -> {
            findings.add(new Finding(Metric.ALL_ANSWERED, name, contender.name(), burst.medianNanos()));
            findings.add(new Finding(Metric.LOST, name, contender.name(), burst.lost()));
            findings.add(new Finding(Metric.REFUSED, name, contender.name(), burst.refused()));
        });
        return findings;
    }
}
