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
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.style.AxesChartStyler.TextAlignment;
import org.knowm.xchart.style.CategoryStyler;

/** How many times as long as the floor everybody takes: a bar for each, under the name of its place. */
final class RatioChart {
    private static final Color CARNET = new Color(0x0b6e4f);
    private static final Color OTHERS = new Color(0xd1495b);
    private static final int WIDTH_OF_A_BAR = 42;
    private static final int WIDTH_OF_THE_REST = 140;
    private static final int LEAST_WIDTH = 600;

    /** Of those beyond it the name tells how far; else one of them would make all others look alike. */
    private static final double LONGEST_BAR = 20;

    private final CategoryChart chart;

    private RatioChart(CategoryChart chart) {
        this.chart = chart;
    }

    static RatioChart of(Results results, Workload workload, String title) {
        List<String> names = new ArrayList<>();
        List<@Nullable Double> carnet = new ArrayList<>();
        List<@Nullable Double> others = new ArrayList<>();
        for (String place : results.places()) {
            names.add(place + ":");
            carnet.add(null);
            others.add(null);
            List<String> contenders = results.contenders(place);
            for (String contender : contenders.subList(1, contenders.size())) {
                OptionalDouble ratio = results.ratio(place, contender, workload);
                names.add(contender + "  " + Figures.ratio(ratio));
                boolean isCarnet = contender.startsWith("Carnet");
                carnet.add(isCarnet ? ratio.orElse(0) : null);
                others.add(isCarnet ? null : ratio.orElse(0));
            }
        }
        CategoryChart chart = new CategoryChartBuilder()
                .width(Math.max(LEAST_WIDTH, WIDTH_OF_THE_REST + WIDTH_OF_A_BAR * names.size()))
                .height(560)
                .title(title)
                .yAxisTitle("times the floor; bars end at " + Figures.ratio(LONGEST_BAR))
                .build();
        style(chart.getStyler());
        chart.addSeries("Carnet", names, carnet);
        chart.addSeries("others", names, others);
        return new RatioChart(chart);
    }

    private static void style(CategoryStyler style) {
        // Of the two series, one for each colour, only one has a bar at a name.
        style.setOverlapped(true);
        style.setAvailableSpaceFill(0.7);
        style.setSeriesColors(new Color[] {CARNET, OTHERS});
        style.setChartBackgroundColor(Color.WHITE);
        style.setLegendVisible(false);
        style.setXAxisLabelRotation(90);
        style.setXAxisLabelAlignmentVertical(TextAlignment.Right);
        style.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
        style.setYAxisMin(0.0);
        style.setYAxisMax(LONGEST_BAR);
        style.setYAxisDecimalPattern("#,##0.#");
        style.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 14));
    }

    /** Writes it as SVG. */
    void save(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            VectorGraphicsEncoder.saveVectorGraphic(chart, out, VectorGraphicsFormat.SVG);
        }
    }
}
