package dev.carnet.benchmarks.parts;

import dev.carnet.SessionEngine;
import dev.carnet.benchmarks.contenders.Crowd;
import dev.carnet.benchmarks.load.Latencies;
import dev.carnet.benchmarks.report.Finding;
import dev.carnet.benchmarks.report.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.ToIntFunction;

/** Finds the session of one user in a crowd, by the directory and by the bare driver in turns. */
final class FindByUser {
    private static final int IN_A_TURN = 200;

    private FindByUser() {}

    static List<Finding> of(String place, Crowd crowd, Scale scale) {
        SessionEngine engine =
                SessionEngine.builder(crowd.store()).options(SweepPart.CROWD).build();
        Map<String, ToIntFunction<String>> contenders = new LinkedHashMap<>();
        contenders.put("bare driver", crowd::find);
        contenders.put(
                "Carnet " + crowd.store().traits().name(),
                user -> engine.sessions().ofPrincipal(user).size());
        Map<String, Latencies> latencies = new LinkedHashMap<>();
        // The first turn is not counted.
        for (int turn = 0; turn <= scale.turns(); turn++) {
            boolean counts = turn > 0;
            contenders.forEach((name, finder) -> {
                Latencies all = latencies.computeIfAbsent(name, first -> new Latencies());
                find(crowd, finder, counts ? all : new Latencies());
            });
        }
        List<Finding> findings = new ArrayList<>();
        latencies.forEach((name, each) -> {
            Latencies sorted = Latencies.sorted(List.of(each));
            findings.add(new Finding(Metric.FOUND, place, name, sorted.quantile(0.5)));
            findings.add(new Finding(Metric.FOUND_P99, place, name, sorted.quantile(0.99)));
        });
        return findings;
    }

    private static void find(Crowd crowd, ToIntFunction<String> finder, Latencies latencies) {
        for (int i = 0; i < IN_A_TURN; i++) {
            String user = Crowd.user(1 + ThreadLocalRandom.current().nextInt(crowd.size()));
            long from = System.nanoTime();
            int found = finder.applyAsInt(user);
            latencies.add(System.nanoTime() - from);
            if (found != 1) {
                throw new IllegalStateException(found + " sessions of " + user);
            }
        }
    }
}
