package dev.carnet.benchmarks.load;

import dev.carnet.benchmarks.Contender;
import dev.carnet.benchmarks.RunningSite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Puts one workload on several contenders, all of them open, a slice of time each and round after round. Each round begins
 * with another contender, so that nobody always follows the same one.
 *
 * @param rounds so many slices everybody gets
 * @param slice how long one is
 * @param warmUp how long each contender runs before that
 */
public record Race(int rounds, Duration slice, Duration warmUp) {
    private static final int COLD = 4;

    /** Has every contender, one after the other, run for longer: else what is measured first is not compiled yet. */
    public void warmUp(Map<Contender, RunningSite> cold, Workload workload) throws Exception {
        new Race(0, slice, warmUp.multipliedBy(COLD)).run(cold, workload);
    }

    /** Gives every contender's slices, one for each round. */
    public Map<Contender, List<Slice>> run(Map<Contender, RunningSite> sites, Workload workload) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(workload.threads());
        List<Entrant> entrants = new ArrayList<>();
        try {
            for (Map.Entry<Contender, RunningSite> each : sites.entrySet()) {
                entrants.add(new Entrant(each.getKey(), each.getValue(), workload, threads));
            }
            inTurns(entrants);
        } finally {
            for (Entrant each : entrants) {
                each.close();
            }
            threads.shutdown();
        }
        Map<Contender, List<Slice>> slices = new LinkedHashMap<>();
        entrants.forEach(each -> slices.put(each.contender(), each.slices()));
        return slices;
    }

    private void inTurns(List<Entrant> entrants) throws Exception {
        for (Entrant each : entrants) {
            each.run(warmUp);
        }
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < entrants.size(); i++) {
                entrants.get((round + i) % entrants.size()).measure(slice);
            }
        }
    }
}
