package dev.carnet.benchmarks.scale;

import java.io.PrintStream;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Does every task at a place among populations of several sizes. Not thread-safe. */
final class ScaleRun {
    private final PrintStream progress;
    private final Map<String, Map<Integer, Map<Task, Map<Effort, Double>>>> places = new LinkedHashMap<>();

    ScaleRun(PrintStream progress) {
        this.progress = progress;
    }

    void at(ScalePlace.Kind kind, int size) throws Exception {
        try (ScalePlace place = ScalePlace.open(kind)) {
            progress.println(place.name() + ": " + size + " sessions");
            Population population = Population.into(place.store(), size);
            place.settle().run();
            warmUp(place, population);
            Map<Task, Map<Effort, Double>> efforts = new EnumMap<>(Task.class);
            for (Task task : Task.values()) {
                efforts.put(task, measure(place, population, task));
                progress.println("    " + task.title() + " " + efforts.get(task));
            }
            places.computeIfAbsent(place.name(), first -> new LinkedHashMap<>()).put(size, efforts);
        }
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

    /** Efforts by place, size and task. */
    Map<String, Map<Integer, Map<Task, Map<Effort, Double>>>> places() {
        return places;
    }
}
