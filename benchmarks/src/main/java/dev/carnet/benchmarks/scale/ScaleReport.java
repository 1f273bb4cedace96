package dev.carnet.benchmarks.scale;

import dev.carnet.benchmarks.report.Figures;
import dev.carnet.benchmarks.report.ReportTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/** What pages say about a run between two marks: all counts, or how much each has grown, with a chart in a file beside it. */
final class ScaleReport {
    private static final String CHART = "charts/scale.svg";
    private static final List<Task> SUMMED =
            List.of(Task.SWEEP_NOTHING, Task.FIRST_PAGE, Task.SHOW, Task.REVOKE, Task.COUNT, Task.SWEEP_SOME);

    private final ScaleResults results;

    ScaleReport(ScaleResults results) {
        this.results = results;
    }

    /** A table for each place. */
    void writeCounts(Path page) throws IOException {
        StringBuilder tables = new StringBuilder();
        results.places()
                .forEach((place, sizes) ->
                        tables.append("\n### ").append(place).append("\n\n").append(table(sizes)));
        write(page, "scale", tables.toString());
    }

    /** One table of all places, and the chart. */
    void writeSummary(Path page) throws IOException {
        Path chart = page.resolveSibling(CHART);
        Files.createDirectories(chart.getParent());
        Files.writeString(chart, new ScaleChart(results).svg());
        write(page, "scale", "\n![Cost against size, for each store](" + CHART + ")\n\n" + summary());
    }

    /** How long requests take beside a sweep. */
    static void writeBeside(Path page, List<BesideSweep.Result> results) throws IOException {
        ReportTable table = new ReportTable(
                List.of("store", "swept", "of", "swept a second", "p99 alone", "p99 beside the sweep", "ratio"));
        for (BesideSweep.Result each : results) {
            table.add(List.of(
                    each.place(),
                    String.format(Locale.ROOT, "%,d", each.swept()),
                    String.format(Locale.ROOT, "%,d", each.size()),
                    Figures.digits(each.rate()),
                    Figures.time(each.calm()),
                    Figures.time(each.sweeping()),
                    Figures.ratio(each.sweeping() / each.calm())));
        }
        write(page, "beside", "\n" + table + "\n");
    }

    private static void write(Path page, String mark, String section) throws IOException {
        String text = Files.readString(page);
        String begin = "<!-- " + mark + ": begin -->\n";
        String end = "<!-- " + mark + ": end -->\n";
        int from = text.indexOf(begin) + begin.length();
        int to = text.indexOf(end);
        if (from < begin.length() || to < from) {
            throw new IOException(page + " lacks the lines " + begin.strip() + " and " + end.strip());
        }
        Files.writeString(page, text.substring(0, from) + section + text.substring(to));
    }

    private String summary() {
        List<String> titles = new ArrayList<>(List.of("store, sessions"));
        SUMMED.forEach(each -> titles.add(each.title()));
        ReportTable table = new ReportTable(titles);
        results.compared().forEach((place, sizes) -> {
            List<String> cells = new ArrayList<>();
            cells.add(String.format(Locale.ROOT, "%s, %,d to %,d", place, sizes.firstKey(), sizes.lastKey()));
            for (Task task : SUMMED) {
                OptionalDouble growth = Growth.of(results, place, task, sizes.lastKey());
                cells.add(Figures.ratio(growth));
            }
            table.add(cells);
        });
        return table.toString();
    }

    private static String table(Map<Integer, Map<Task, Map<Effort, Double>>> sizes) {
        Set<Effort> efforts = new TreeSet<>();
        sizes.values().forEach(tasks -> tasks.values().forEach(each -> efforts.addAll(each.keySet())));
        List<String> titles = new ArrayList<>(List.of("work, sessions"));
        for (Effort each : efforts) {
            titles.add(each.title());
        }
        titles.add("the first of these, times the fewest sessions'");
        ReportTable table = new ReportTable(titles);
        for (Task task : Task.values()) {
            double first = 0;
            for (Map.Entry<Integer, Map<Task, Map<Effort, Double>>> each : sizes.entrySet()) {
                Map<Effort, Double> made = each.getValue().getOrDefault(task, Map.of());
                List<String> cells = new ArrayList<>();
                cells.add(task.title() + ", " + String.format(Locale.ROOT, "%,d", each.getKey()));
                efforts.forEach(effort -> cells.add(effort.format(made.getOrDefault(effort, 0.0))));
                double counted = made.getOrDefault(efforts.iterator().next(), 0.0);
                first = first == 0 ? counted : first;
                cells.add(first == 0 ? "–" : Figures.ratio(counted / first));
                table.add(cells);
            }
        }
        return table.toString();
    }
}
