package dev.carnet.benchmarks.parts;

import dev.carnet.SessionEngine;
import dev.carnet.benchmarks.BenchApplication;
import dev.carnet.benchmarks.Plan;
import dev.carnet.benchmarks.RunningSite;
import dev.carnet.benchmarks.contenders.Crowd;
import dev.carnet.benchmarks.load.Traffic;
import dev.carnet.benchmarks.plain.PlainSite;
import dev.carnet.benchmarks.report.Finding;
import dev.carnet.benchmarks.report.Metric;
import dev.carnet.options.SessionOptions;
import dev.carnet.servlet.SessionFilter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/** Sweeps a crowd away while requests run: by another engine, for which it is a day later, so that all have expired. */
final class SweepPart {
    /** By which the crowd lives; those who make requests live longer. */
    static final SessionOptions CROWD = options(Duration.ofHours(6));

    private static final SessionOptions VISITORS = options(Duration.ofDays(2));
    private static final InstantSource LATER = InstantSource.offset(InstantSource.system(), Duration.ofDays(1));

    private final String place;
    private final Crowd crowd;
    private final Scale scale;
    private final List<Finding> findings = new ArrayList<>();

    private SweepPart(String place, Crowd crowd, Scale scale) {
        this.place = place;
        this.crowd = crowd;
        this.scale = scale;
    }

    static List<Finding> of(String place, Crowd crowd, Scale scale) throws Exception {
        SweepPart sweep = new SweepPart(place, crowd, scale);
        sweep.run();
        return sweep.findings;
    }

    private static SessionOptions options(Duration maxIdle) {
        return SessionOptions.builder().maxIdle(maxIdle).sweepInterval(null).build();
    }

    private void run() throws Exception {
        SessionEngine visited =
                SessionEngine.builder(crowd.store()).options(VISITORS).build();
        SessionEngine sweeper =
                SessionEngine.builder(crowd.store()).options(CROWD).clock(LATER).build();
        SessionFilter filter = SessionFilter.builder(visited).build();
        try (RunningSite site = new PlainSite(filter, new BenchApplication(Plan.USUAL));
                Traffic traffic = new Traffic(site)) {
            long calm = scale.calm().toMillis();
            traffic.p99During(() -> Thread.sleep(calm / 2));
            double before = traffic.p99During(() -> Thread.sleep(calm));
            Instant expiredBy = LATER.instant();
            measure(
                    Finding.LOAD_AND_DELETE,
                    traffic,
                    before,
                    () -> crowd.loadAndDeleteEach(expiredBy, scale.rowsOneByOne()));
            String carnet = "Carnet " + crowd.store().traits().name();
            int swept = measure(
                    carnet,
                    traffic,
                    before,
                    () -> Math.toIntExact(sweeper.sweep().sessions()));
            if (swept != crowd.size() - scale.rowsOneByOne()) {
                throw new IllegalStateException("only " + swept + " were swept");
            }
        }
    }

    private int measure(String contender, Traffic traffic, double before, IntSupplier sweep) throws Exception {
        double[] rowsASecond = {0};
        int[] rows = {0};
        double meanwhile = traffic.p99During(() -> {
            long from = System.nanoTime();
            rows[0] = sweep.getAsInt();
            rowsASecond[0] = rows[0] * 1e9 / (System.nanoTime() - from);
        });
        findings.add(new Finding(Metric.SWEPT, place, contender, rowsASecond[0]));
        findings.add(new Finding(Metric.CALM_P99, place, contender, before));
        findings.add(new Finding(Metric.SWEEPING_P99, place, contender, meanwhile));
        return rows[0];
    }
}
