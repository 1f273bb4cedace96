package dev.carnet.benchmarks.scale;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.carnet.benchmarks.report.Figures;
import dev.carnet.benchmarks.report.ReportTable;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;

/** The page's section about a run: a table for each place between two marks, and one chart in a file beside it. */
final class ScaleReport {
    private static final String BEGIN = "<!-- scale: begin -->\n";
    private static final String END = "<!-- scale: end -->\n";
    private static final String CHART = "scale.svg";
    private static final List<Task> CHARTED =
            List.of(Task.SWEEP_NOTHING, Task.SHOW, Task.SWEEP_SOME, Task.COUNT, Task.LIST);

    private final Map<String, Map<Integer, Map<Task, Map<Effort, Double>>>> places;

    ScaleReport(Map<String, Map<Integer, Map<Task, Map<Effort, Double>>>> places) {
        this.places = places;
    }

    /** @param charted the place whose commands are charted, if it was measured */
    void writeInto(Path page, String charted) throws IOException {
        String text = Files.readString(page);
        int from = text.indexOf(BEGIN) + BEGIN.length();
        int to = text.indexOf(END);
        if (from < BEGIN.length() || to < from) {
            throw new IOException(page + " lacks the lines " + BEGIN.strip() + " and " + END.strip());
        }
        StringBuilder tables = new StringBuilder();
        if (places.containsKey(charted)) {
            chart(
                    charted,
                    Files.createDirectories(page.resolveSibling("performance")).resolve(CHART));
            tables.append("\n![Commands to ")
                    .append(charted)
                    .append("](performance/")
                    .append(CHART)
                    .append(")\n");
        }
        places.forEach((place, sizes) ->
                tables.append("\n### ").append(place).append("\n\n").append(table(sizes)));
        Files.writeString(page, text.substring(0, from) + tables + text.substring(to));
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

    private void chart(String place, Path file) throws IOException {
        XYChart chart = new XYChartBuilder()
                .width(640)
                .height(360)
                .title(place + ": commands against sessions")
                .xAxisTitle("sessions")
                .yAxisTitle("commands")
                .build();
        chart.getStyler().setXAxisLogarithmic(true);
        chart.getStyler().setYAxisLogarithmic(true);
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        chart.getStyler().setPlotGridLinesVisible(false);
        for (Task task : CHARTED) {
            List<Double> x = new ArrayList<>();
            List<Double> y = new ArrayList<>();
            Map<Integer, Map<Task, Map<Effort, Double>>> sizes = places.getOrDefault(place, Map.of());
            sizes.forEach((size, tasks) -> {
                x.add((double) size);
                y.add(Math.max(1, tasks.getOrDefault(task, Map.of()).getOrDefault(Effort.COMMANDS, 1.0)));
            });
            chart.addSeries(task.title(), x, y);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        VectorGraphicsEncoder.saveVectorGraphic(chart, out, VectorGraphicsFormat.SVG);
        // Letters are outlines, whose further digits nobody sees.
        Files.writeString(file, out.toString(UTF_8).replaceAll("(\\.\\d)\\d+", "$1"));
    }
}
