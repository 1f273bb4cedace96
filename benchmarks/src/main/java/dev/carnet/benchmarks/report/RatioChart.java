package dev.carnet.benchmarks.report;

import dev.carnet.benchmarks.load.Workload;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.style.CategoryStyler;

/** How many times as long as the floor everybody takes: a bar for each, place beside place. */
final class RatioChart {
    private static final Color CARNET = new Color(0x0b6e4f);
    private static final Color OTHERS = new Color(0xd1495b);
    private static final int WIDTH_OF_A_BAR = 42;
    private static final int WIDTH_OF_THE_REST = 140;
    private static final int LEAST_WIDTH = 600;

    private final CategoryChart chart;

    private RatioChart(CategoryChart chart) {
        this.chart = chart;
    }

    static RatioChart of(Results results, Workload workload, String title) {
        List<String> names = new ArrayList<>();
        List<Number> carnet = new ArrayList<>();
        List<Number> others = new ArrayList<>();
        for (String place : results.places()) {
            for (String contender : beyondTheFloor(results, place)) {
                boolean isCarnet = contender.startsWith("Carnet");
                double ratio = results.ratio(place, contender, workload).orElse(0);
                names.add(isCarnet ? contender + ", " + place : contender);
                (isCarnet ? carnet : others).add(Math.round(ratio * 100) / 100.0);
                (isCarnet ? others : carnet).add(null);
            }
        }
        CategoryChart chart = new CategoryChartBuilder()
                .width(Math.max(LEAST_WIDTH, WIDTH_OF_THE_REST + WIDTH_OF_A_BAR * names.size()))
                .height(560)
                .title(title)
                .yAxisTitle("times the floor")
                .build();
        style(chart.getStyler());
        chart.addSeries("Carnet", names, carnet);
        chart.addSeries("others", names, others);
        return new RatioChart(chart);
    }

    private static void style(CategoryStyler style) {
        // Both have each place on the axis, and only one of them a bar there.
        style.setOverlapped(true);
        style.setLabelsVisible(true);
        style.setLabelsPosition(1);
        style.setLabelsFontColorAutomaticEnabled(false);
        style.setAvailableSpaceFill(0.7);
        style.setSeriesColors(new Color[] {CARNET, OTHERS});
        style.setChartBackgroundColor(Color.WHITE);
        style.setLegendVisible(false);
        style.setXAxisLabelRotation(60);
        style.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
        style.setYAxisMin(0.0);
        style.setYAxisDecimalPattern("#,##0.#");
        style.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 14));
    }

    private static List<String> beyondTheFloor(Results results, String place) {
        List<String> here = results.contenders(place);
        return here.subList(1, here.size());
    }

    /** Writes it as SVG. */
    void save(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            VectorGraphicsEncoder.saveVectorGraphic(chart, out, VectorGraphicsFormat.SVG);
        }
    }
}
