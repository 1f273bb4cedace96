package dev.carnet.benchmarks.report;

import dev.carnet.benchmarks.load.Workload;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.style.CategoryStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

/** How many times as long as the floor everybody takes, place beside place. */
final class RatioChart {
    private static final Color[] COLOURS = {
        new Color(0x0b6e4f), new Color(0xd1495b), new Color(0xedae49), new Color(0x66829a), new Color(0x8d6a9f)
    };

    private final CategoryChart chart;

    private RatioChart(CategoryChart chart) {
        this.chart = chart;
    }

    static RatioChart of(Results results, Workload workload, String title) {
        CategoryChart chart = new CategoryChartBuilder()
                .width(760)
                .height(380)
                .title(title)
                .yAxisTitle("times the floor")
                .build();
        CategoryStyler style = chart.getStyler();
        style.setLabelsVisible(true);
        style.setAvailableSpaceFill(0.85);
        style.setSeriesColors(COLOURS);
        style.setChartBackgroundColor(Color.WHITE);
        style.setLegendPosition(LegendPosition.OutsideS);
        style.setLegendLayout(LegendLayout.Horizontal);
        style.setYAxisMin(0.0);
        style.setYAxisDecimalPattern("#,##0.#");
        style.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 14));
        for (String contender : beyondTheFloor(results)) {
            chart.addSeries(contender, results.places(), values(results, workload, contender));
        }
        return new RatioChart(chart);
    }

    private static Set<String> beyondTheFloor(Results results) {
        Set<String> contenders = new LinkedHashSet<>();
        for (String place : results.places()) {
            List<String> here = results.contenders(place);
            contenders.addAll(here.subList(1, here.size()));
        }
        return contenders;
    }

    private static List<Number> values(Results results, Workload workload, String contender) {
        List<Number> values = new ArrayList<>();
        for (String place : results.places()) {
            double ratio = results.ratio(place, contender, workload).orElse(0);
            values.add(Math.round(ratio * 100) / 100.0);
        }
        return values;
    }

    /** Writes it as SVG. */
    void save(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            VectorGraphicsEncoder.saveVectorGraphic(chart, out, VectorGraphicsFormat.SVG);
        }
    }
}
