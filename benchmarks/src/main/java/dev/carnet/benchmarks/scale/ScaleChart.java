package dev.carnet.benchmarks.scale;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Draws cost against size: a small diagram for each place, a line for each task, both axes logarithmic. */
final class ScaleChart {
    /** Tasks that are drawn, each in its colour. */
    private static final List<Task> TASKS =
            List.of(Task.SWEEP_NOTHING, Task.SHOW, Task.COUNT, Task.SWEEP_SOME, Task.REVOKE_USER, Task.LIST);

    private static final List<String> COLOURS =
            List.of("#0072b2", "#56b4e9", "#e69f00", "#009e73", "#cc79a7", "#555555");

    private static final int COLUMNS = 3;
    private static final int WIDTH = 250;
    private static final int HEIGHT = 170;
    private static final int LEFT = 34;
    private static final int TOP = 22;
    private static final int INNER_WIDTH = 200;
    private static final int INNER_HEIGHT = 118;
    private static final int LEGEND = 58;

    private final ScaleResults results;
    private final double most;
    private final double fewest;
    private final double highest;

    ScaleChart(ScaleResults results) {
        this.results = results;
        fewest = results.sizes().first();
        most = Math.max(results.sizes().last(), fewest * 10);
        double top = 10;
        for (String place : results.places().keySet()) {
            for (Task task : TASKS) {
                for (double each : growth(place, task).values()) {
                    top = Math.max(top, each);
                }
            }
        }
        highest = top;
    }

    /** By size, how many times what it costs among the fewest. */
    private Map<Integer, Double> growth(String place, Task task) {
        Map<Integer, Double> growth = new TreeMap<>();
        for (int size : results.places().getOrDefault(place, new TreeMap<>()).keySet()) {
            Growth.of(results, place, task, size).ifPresent(each -> growth.put(size, Math.max(1, each)));
        }
        return growth;
    }

    String svg() {
        List<String> places = List.copyOf(results.compared().keySet());
        int rows = (places.size() + COLUMNS - 1) / COLUMNS;
        int width = COLUMNS * WIDTH;
        int height = LEGEND + rows * HEIGHT;
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"10\" fill=\"#222\">%n<title>Cost against size</title>%n<rect width=\"%d\""
                        + " height=\"%d\" fill=\"#fff\"/>%n<text x=\"8\" y=\"16\" font-size=\"12\">How many times what it"
                        + " costs among %,.0f sessions</text>%n",
                width,
                height,
                width,
                height,
                fewest));
        for (int i = 0; i < TASKS.size(); i++) {
            int x = 8 + i % COLUMNS * WIDTH;
            int y = 32 + i / COLUMNS * 15;
            svg.append(String.format(
                    Locale.ROOT,
                    "<path d=\"M%d %dh18\" stroke=\"%s\" stroke-width=\"2\"/><text x=\"%d\" y=\"%d\">%s</text>%n",
                    x,
                    y - 3,
                    COLOURS.get(i),
                    x + 24,
                    y,
                    TASKS.get(i).title()));
        }
        for (int i = 0; i < places.size(); i++) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<g transform=\"translate(%d %d)\">%n%s</g>%n",
                    i % COLUMNS * WIDTH,
                    LEGEND + i / COLUMNS * HEIGHT,
                    diagram(places.get(i))));
        }
        return svg.append("</svg>\n").toString();
    }

    private String diagram(String place) {
        StringBuilder svg = new StringBuilder(
                String.format(Locale.ROOT, "<text x=\"%d\" y=\"14\" font-weight=\"bold\">%s</text>%n", LEFT, place));
        for (double x = fewest; x <= most * 1.001; x *= 10) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<path d=\"M%.0f %dv%d\" stroke=\"#ddd\"/><text x=\"%.0f\" y=\"%d\""
                            + " text-anchor=\"middle\">%s</text>%n",
                    x(x),
                    TOP,
                    INNER_HEIGHT,
                    x(x),
                    TOP + INNER_HEIGHT + 12,
                    number(x)));
        }
        for (double y = 1; y <= highest * 1.001; y *= 10) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<path d=\"M%d %.0fh%d\" stroke=\"#ddd\"/><text x=\"%d\" y=\"%.0f\""
                            + " text-anchor=\"end\">%sx</text>%n",
                    LEFT,
                    y(y),
                    INNER_WIDTH,
                    LEFT - 3,
                    y(y) + 3,
                    number(y)));
        }
        for (int i = 0; i < TASKS.size(); i++) {
            List<String> points = new ArrayList<>();
            growth(place, TASKS.get(i))
                    .forEach((size, each) -> points.add(String.format(Locale.ROOT, "%.0f,%.1f", x(size), y(each))));
            svg.append(String.format(
                    Locale.ROOT,
                    "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n",
                    String.join(" ", points),
                    COLOURS.get(i)));
        }
        return svg.toString();
    }

    private double x(double size) {
        return LEFT + INNER_WIDTH * Math.log(size / fewest) / Math.log(most / fewest);
    }

    private double y(double growth) {
        return TOP + INNER_HEIGHT * (1 - Math.log(growth) / Math.log(highest));
    }

    private static String number(double number) {
        if (number >= 1_000_000) {
            return Math.round(number / 1_000_000) + "M";
        }
        return number >= 1000 ? Math.round(number / 1000) + "k" : Long.toString(Math.round(number));
    }
}
