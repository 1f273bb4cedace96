package dev.carnet.benchmarks.scale;

import java.io.PrintStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Does every task at a place among populations of several sizes. Not thread-safe. */
final class ScaleRun {
    private static final int TENTHS = 10;

    private final PrintStream progress;
    private final ScaleResults results;

    ScaleRun(PrintStream progress, ScaleResults results) {
        this.progress = progress;
        this.results = results;
    }

    void at(ScaleKind kind, int size) throws Exception {
        try (ScalePlace place = ScalePlace.open(kind)) {
            Population population = filled(place, size);
            place.settle().run();
            warmUp(place, population);
            Map<Task, Map<Effort, Double>> efforts = new EnumMap<>(Task.class);
            for (Task task : Task.values()) {
                efforts.put(task, measure(place, population, task));
                progress.println("  " + task.title() + ": " + told(efforts.get(task)));
            }
            results.put(place.name(), size, efforts);
        }
    }

    /** A dot for each tenth: a million take minutes. */
    private Population filled(ScalePlace place, int size) {
        progress.printf(Locale.ROOT, "%s, %,d sessions: storing them ", place.name(), size);
        long from = System.nanoTime();
        int[] dots = {0};
        Population population = Population.into(place.store(), size, stored -> {
            while (dots[0] < (long) stored * TENTHS / size) {
                dots[0]++;
                progress.print('.');
                progress.flush();
            }
        });
        progress.println(" " + Effort.TIME.format((System.nanoTime() - from) / 1000.0));
        return population;
    }

    private static String told(Map<Effort, Double> efforts) {
        return efforts.entrySet().stream()
                .map(each -> each.getKey().told(each.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** What a connection, a class or a script costs once is left out. */
    private static void warmUp(ScalePlace place, Population population) {
        for (Task each : List.of(Task.SWEEP_NOTHING, Task.FIRST_PAGE, Task.SHOW)) {
            each.of(place.store(), population);
        }
    }

    private static Map<Effort, Double> measure(ScalePlace place, Population population, Task task) {
        Map<Effort, Double> question = place.meter().read();
        Map<Effort, Double> before = place.meter().read();
        long from = System.nanoTime();
        long done = task.of(place.store(), population);
        double micros = (System.nanoTime() - from) / 1000.0;
        Map<Effort, Double> after = place.meter().read();
        if (done != task.expected(population)) {
            throw new IllegalStateException(place.name() + ": " + task.title() + " gave " + done + " sessions, not "
                    + task.expected(population));
        }
        Map<Effort, Double> made = new EnumMap<>(Effort.class);
        after.forEach((effort, value) -> {
            double then = before.getOrDefault(effort, 0.0);
            double asking = then - question.getOrDefault(effort, 0.0);
            made.put(effort, Math.max(0, value - then - asking));
        });
        made.put(Effort.TIME, micros);
        return made;
    }
}
