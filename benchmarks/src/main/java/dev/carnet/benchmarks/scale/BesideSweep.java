package dev.carnet.benchmarks.scale;

import dev.carnet.SessionEngine;
import dev.carnet.benchmarks.BenchApplication;
import dev.carnet.benchmarks.Plan;
import dev.carnet.benchmarks.RunningSite;
import dev.carnet.benchmarks.load.Traffic;
import dev.carnet.benchmarks.plain.PlainSite;
import dev.carnet.options.SessionOptions;
import dev.carnet.servlet.SessionFilter;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.SweepBatch;
import dev.carnet.spi.SweepQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Sweeps a fifth of a population while requests read and change other sessions, in turns with requests alone. Like the background
 * sweep of an application, it rests after each batch as long as that took.
 */
final class BesideSweep {
    private static final int ONE_IN_EARLY = 5;
    private static final int MOST_TURNS = 12;
    private static final Duration TURN = Duration.ofSeconds(4);

    /** How many a sweep deletes at a time by default. */
    private static final int BATCH = 1000;

    private static final Duration LONGEST_REST = Duration.ofSeconds(1);

    private static final SessionOptions VISITORS = SessionOptions.builder()
            .maxIdle(Duration.ofDays(2))
            .sweepInterval(null)
            .build();

    private final SessionStore store;
    private final Population population;
    private @Nullable String cursor;
    private boolean isDone;
    private long swept;
    private long sweptNanos;

    private BesideSweep(SessionStore store, Population population) {
        this.store = store;
        this.population = population;
    }

    /**
     * What came of it.
     *
     * @param swept sessions, in how many turns of each kind
     * @param rate sessions swept a second
     * @param calm the median of the turns' p99 without a sweep, in nanoseconds
     * @param sweeping the same beside one
     */
    record Result(String place, int size, long swept, int turns, double rate, double calm, double sweeping) {}

    static Result at(ScaleKind kind, int size) throws Exception {
        try (ScalePlace place = ScalePlace.open(kind)) {
            Population population = Population.into(place.store(), size, ONE_IN_EARLY, stored -> {});
            place.settle().run();
            return new BesideSweep(place.store(), population).run(place.name());
        }
    }

    private Result run(String name) throws Exception {
        SessionEngine engine = SessionEngine.builder(store).options(VISITORS).build();
        SessionFilter filter = SessionFilter.builder(engine).build();
        List<Double> calm = new ArrayList<>();
        List<Double> sweeping = new ArrayList<>();
        try (RunningSite site = new PlainSite(filter, new BenchApplication(Plan.USUAL));
                Traffic traffic = new Traffic(site)) {
            traffic.p99During(() -> Thread.sleep(TURN.toMillis()));
            while (!isDone && sweeping.size() < MOST_TURNS) {
                calm.add(traffic.p99During(() -> Thread.sleep(TURN.toMillis())));
                sweeping.add(traffic.p99During(this::sweepForATurn));
            }
        }
        return new Result(
                name,
                population.size(),
                swept,
                sweeping.size(),
                swept * 1e9 / sweptNanos,
                median(calm),
                median(sweeping));
    }

    private void sweepForATurn() {
        long begin = System.nanoTime();
        while (!isDone && System.nanoTime() - begin < TURN.toNanos()) {
            long from = System.nanoTime();
            SweepBatch batch = store.deleteExpired(SweepQuery.by(population.later()), cursor, BATCH);
            swept += batch.deleted().size();
            cursor = batch.nextCursor();
            isDone = cursor == null;
            LockSupport.parkNanos(Math.min(System.nanoTime() - from, LONGEST_REST.toNanos()));
        }
        sweptNanos += System.nanoTime() - begin;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
