package dev.carnet.benchmarks.parts;

import dev.carnet.benchmarks.Client;
import dev.carnet.benchmarks.Contender;
import dev.carnet.benchmarks.Operation;
import dev.carnet.benchmarks.Payload;
import dev.carnet.benchmarks.Plan;
import dev.carnet.benchmarks.RunningSite;
import dev.carnet.benchmarks.contenders.ContenderPlace;
import dev.carnet.benchmarks.report.Finding;
import dev.carnet.benchmarks.report.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** By how much what is stored at a place grows when a contender begins sessions. */
final class StoredBytes {
    private static final Payload TWO = new Payload(20, 2);
    private static final int SESSIONS = 50;

    private StoredBytes() {}

    static List<Finding> of(ContenderPlace place) throws Exception {
        List<Finding> findings = new ArrayList<>();
        if (place.storedBytes().isPresent()) {
            for (Contender each : place.contenders()) {
                measure(place, each, Metric.STORED_OF_TWO, TWO).ifPresent(findings::add);
                measure(place, each, Metric.STORED_OF_TEN, Plan.USUAL).ifPresent(findings::add);
            }
        }
        return findings;
    }

    /** Nothing of a contender that stores its sessions only later. */
    private static Optional<Finding> measure(ContenderPlace place, Contender contender, Metric metric, Payload payload)
            throws Exception {
        try (RunningSite site = contender.open(payload);
                Client client = site.client()) {
            long before = place.storedBytes().orElseThrow();
            for (int i = 0; i < SESSIONS; i++) {
                client.request(Operation.NEW, null);
            }
            double grown = place.storedBytes().orElseThrow() - before;
            return grown == 0
                    ? Optional.empty()
                    : Optional.of(new Finding(metric, place.name(), contender.name(), grown / SESSIONS));
        }
    }
}
