package dev.carnet.benchmarks.report;

import dev.carnet.benchmarks.report.Findings.Subject;
import dev.carnet.benchmarks.report.Goals.Goal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** What Carnet is to reach besides at requests, beside what it reached. */
final class PartGoals {
    private static final double FASTER_SWEEP = 10;
    private static final double SLOWER_REQUESTS = 2;
    private static final double HEAP_BYTES = 400;

    private final Findings findings;
    private final List<Goal> goals = new ArrayList<>();

    private PartGoals(Findings findings) {
        this.findings = findings;
    }

    static List<Goal> of(Findings findings) {
        PartGoals goals = new PartGoals(findings);
        for (Subject each : findings.subjects()) {
            if (each.contender().startsWith("Carnet")) {
                goals.sweep(each);
                goals.memory(each, Metric.HEAP_OF_TWO);
                goals.memory(each, Metric.HEAP_OF_TEN);
                goals.together(each);
            }
        }
        return goals.goals;
    }

    private void sweep(Subject carnet) {
        Subject each = new Subject(carnet.place(), Finding.LOAD_AND_DELETE);
        ratio(Metric.SWEPT, carnet, Metric.SWEPT, each)
                .ifPresent(faster -> goals.add(new Goal(
                        carnet.place() + ": sweep, beside one that loads and deletes each",
                        "at least " + Figures.ratio(FASTER_SWEEP),
                        Figures.ratio(faster),
                        faster >= FASTER_SWEEP)));
        ratio(Metric.SWEEPING_P99, carnet, Metric.CALM_P99, carnet)
                .ifPresent(slower -> goals.add(new Goal(
                        carnet.place() + ": p99 of requests during the sweep, beside before",
                        "at most " + Figures.ratio(SLOWER_REQUESTS),
                        Figures.ratio(slower),
                        slower <= SLOWER_REQUESTS)));
    }

    private OptionalDouble ratio(Metric metric, Subject subject, Metric otherMetric, Subject other) {
        OptionalDouble one = findings.find(metric, subject);
        OptionalDouble two = findings.find(otherMetric, other);
        return one.isPresent() && two.isPresent()
                ? OptionalDouble.of(one.getAsDouble() / two.getAsDouble())
                : OptionalDouble.empty();
    }

    private void memory(Subject carnet, Metric metric) {
        findings.find(metric, carnet)
                .ifPresent(bytes -> goals.add(new Goal(
                        "heap for a session in the memory store, " + metric.title(),
                        "at most " + Figures.size(HEAP_BYTES),
                        Figures.size(bytes),
                        bytes <= HEAP_BYTES)));
    }

    private void together(Subject carnet) {
        findings.find(Metric.LOST, carnet)
                .ifPresent(lost -> goals.add(new Goal(
                        carnet.place() + ": changes lost of requests at once",
                        "none",
                        Figures.share(lost),
                        lost == 0)));
    }
}
