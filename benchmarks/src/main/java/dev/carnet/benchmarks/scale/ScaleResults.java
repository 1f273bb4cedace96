package dev.carnet.benchmarks.scale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What was measured, by place, size and task; in a file too, to which a later run adds its own. Not thread-safe.
 *
 * @param places efforts by place, size and task
 */
record ScaleResults(Map<String, TreeMap<Integer, Map<Task, Map<Effort, Double>>>> places) {
    private static final String TITLES = "place;size;task;effort;value";
    private static final int COLUMNS = 5;

    ScaleResults() {
        this(new LinkedHashMap<>());
    }

    /** Those in a file, or none if it is missing. */
    static ScaleResults in(Path file) throws IOException {
        ScaleResults results = new ScaleResults();
        if (Files.exists(file)) {
            List<String> lines = Files.readAllLines(file);
            for (int i = 1; i < lines.size(); i++) {
                results.add(file, i + 1, lines.get(i));
            }
        }
        return results;
    }

    private void add(Path file, int number, String line) throws IOException {
        String[] cells = line.split(";", -1);
        try {
            if (cells.length != COLUMNS) {
                throw new IllegalArgumentException(cells.length + " columns, not " + COLUMNS);
            }
            tasks(cells[0], Integer.parseInt(cells[1]))
                    .computeIfAbsent(Task.valueOf(cells[2]), first -> new EnumMap<>(Effort.class))
                    .put(Effort.valueOf(cells[3]), Double.valueOf(cells[4]));
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    file + " line " + number + ": " + e.getMessage() + "; mend the line or delete the file", e);
        }
    }

    private Map<Task, Map<Effort, Double>> tasks(String place, int size) {
        return places.computeIfAbsent(place, first -> new TreeMap<>())
                .computeIfAbsent(size, first -> new EnumMap<>(Task.class));
    }

    /** In place of what was measured there before. */
    void put(String place, int size, Map<Task, Map<Effort, Double>> efforts) {
        Map<Task, Map<Effort, Double>> tasks = tasks(place, size);
        tasks.clear();
        tasks.putAll(efforts);
    }

    void writeTo(Path file) throws IOException {
        List<String> lines = new ArrayList<>(List.of(TITLES));
        places.forEach((place, sizes) -> sizes.forEach((size, tasks) ->
                tasks.forEach((task, efforts) -> efforts.forEach((effort, value) -> lines.add(String.format(
                        Locale.ROOT, "%s;%d;%s;%s;%.0f", place, size, task.name(), effort.name(), value))))));
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, lines);
    }

    /** All sizes of any place, the fewest first. */
    SortedSet<Integer> sizes() {
        SortedSet<Integer> sizes = new TreeSet<>();
        places.values().forEach(each -> sizes.addAll(each.keySet()));
        return sizes;
    }

    /** The places that were measured with several sizes. */
    Map<String, TreeMap<Integer, Map<Task, Map<Effort, Double>>>> compared() {
        Map<String, TreeMap<Integer, Map<Task, Map<Effort, Double>>>> compared = new LinkedHashMap<>(places);
        compared.values().removeIf(sizes -> sizes.size() < 2);
        return compared;
    }

    /** What a task took at a place among so many; empty if that was not measured. */
    Map<Effort, Double> of(String place, int size, Task task) {
        return places.getOrDefault(place, new TreeMap<>())
                .getOrDefault(size, Map.of())
                .getOrDefault(task, Map.of());
    }
}
