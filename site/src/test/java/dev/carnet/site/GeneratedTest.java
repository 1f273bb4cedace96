package dev.carnet.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What code and measurements say stands in the documentation; {@code -Dcarnet.test.rewrite=true} writes it anew. */
class GeneratedTest {
    private static final Path DOCS = Path.of("../docs");
    private static final String BEGIN = "<!-- generated from the code: begin -->\n";
    private static final String END = "<!-- generated from the code: end -->";

    @Test
    void the_reference_of_settings() throws IOException {
        hasGenerated(DOCS.resolve("settings.md"), SettingsReference.tables());
    }

    @Test
    void the_lines_of_the_log() throws IOException {
        hasGenerated(DOCS.resolve("events.md"), LogReference.table(Path.of("..")) + "\n");
    }

    @Test
    void every_setting_of_the_sessions_own_tells_its_default() {
        assertThat(SettingsReference.tables().lines().takeWhile(line -> !line.startsWith("## `")))
                .filteredOn(line -> line.startsWith("| `"))
                .isNotEmpty()
                .noneMatch(line -> line.contains("|  |"));
    }

    @Test
    void the_charts() throws IOException {
        Measurements measured = new Measurements(Files.readString(DOCS.resolve("measurements.md")));
        for (Map.Entry<String, String> chart :
                new PerformanceCharts(measured).all().entrySet()) {
            isGenerated(DOCS.resolve("charts").resolve(chart.getKey()), chart.getValue());
            assertThat(chart.getValue().length()).isLessThan(10_000);
        }
    }

    private static void hasGenerated(Path page, String part) throws IOException {
        String text = Files.readString(page);
        String before = text.substring(0, text.indexOf(BEGIN) + BEGIN.length());
        String after = text.substring(text.indexOf(END));
        isGenerated(page, before + "\n" + part + after);
    }

    private static void isGenerated(Path file, String expected) throws IOException {
        if (Boolean.getBoolean("carnet.test.rewrite")) {
            Files.writeString(file, expected);
        }
        assertThat(file)
                .as("-Dcarnet.test.rewrite=true writes it anew")
                .content()
                .isEqualTo(expected);
    }
}
