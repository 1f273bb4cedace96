package dev.carnet.benchmarks.scale;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** How much more a task costs among many sessions than among the fewest, in what is counted: time is not. */
final class Growth {
    /** Below that a count is noise, such as the bytes that a longer number takes. */
    private static final Map<Effort, Double> LEAST = Map.of(
            Effort.COMMANDS, 1.0,
            Effort.ROWS, 1.0,
            Effort.PAGES, 10.0,
            Effort.SENT, 1000.0,
            Effort.ALLOCATED, 100_000.0);

    private Growth() {}

    /** The most that any of the counts has grown; empty if it was not measured. */
    static OptionalDouble of(ScaleResults results, String place, Task task, int size) {
        int fewest = results.places().getOrDefault(place, new TreeMap<>()).firstKey();
        Map<Effort, Double> before = results.of(place, fewest, task);
        Map<Effort, Double> now = results.of(place, size, task);
        return LEAST.entrySet().stream()
                .filter(each -> before.containsKey(each.getKey()) && now.containsKey(each.getKey()))
                .mapToDouble(each -> Math.max(now.getOrDefault(each.getKey(), 0.0), each.getValue())
                        / Math.max(before.getOrDefault(each.getKey(), 0.0), each.getValue()))
                .max();
    }
}
