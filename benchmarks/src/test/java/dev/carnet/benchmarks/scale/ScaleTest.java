package dev.carnet.benchmarks.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScaleTest {
    @TempDir
    private Path directory;

    private Path page(String name) throws IOException {
        return Files.writeString(
                directory.resolve(name), "before\n<!-- scale: begin -->\nold\n<!-- scale: end -->\nafter\n");
    }

    @Test
    void a_small_run_writes_a_table_for_each_place_a_summary_and_a_chart() throws Exception {
        ScaleResults results = new ScaleResults();
        ScaleRun run = new ScaleRun(new PrintStream(PrintStream.nullOutputStream()), results);
        for (int size : new int[] {200, 1000}) {
            run.at(ScaleKind.MEMORY, size);
            run.at(ScaleKind.SQLITE, size);
        }
        Path page = page("page.md");
        Path summary = page("summary.md");
        ScaleReport report = new ScaleReport(results);
        report.writeCounts(page);
        report.writeSummary(summary);

        assertThat(page)
                .content()
                .startsWith("before\n")
                .endsWith("<!-- scale: end -->\nafter\n")
                .doesNotContain("old")
                .contains("### Memory", "bytes allocated", "### SQLite")
                .contains("| show by handle, 200 | 1 |", "| show by handle, 1,000 | 1 |");
        assertThat(summary).content().contains("(charts/scale.svg)", "| SQLite, 200 to 1,000 | 1.00x | ");
        assertThat(directory.resolve("charts/scale.svg"))
                .content()
                .contains("<svg", ">SQLite<", "<polyline points=\"34,140.0 ")
                .hasSizeLessThan(20_000);
    }

    @Test
    void a_later_run_adds_to_what_is_there() throws IOException {
        Path file = directory.resolve("scale.csv");
        ScaleResults first = new ScaleResults();
        first.put("Redis", 1000, Map.of(Task.SHOW, Map.of(Effort.COMMANDS, 2.0)));
        first.writeTo(file);
        ScaleResults second = ScaleResults.in(file);
        second.put("Redis", 2000, Map.of(Task.SHOW, Map.of(Effort.COMMANDS, 3.0)));
        second.writeTo(file);

        ScaleResults both = ScaleResults.in(file);
        assertThat(both.sizes()).containsExactly(1000, 2000);
        assertThat(both.of("Redis", 1000, Task.SHOW)).containsEntry(Effort.COMMANDS, 2.0);
        assertThat(Growth.of(both, "Redis", Task.SHOW, 2000)).hasValue(1.5);
    }

    @Test
    void a_broken_line_of_results_is_named() throws IOException {
        Path file = Files.writeString(directory.resolve("scale.csv"), "titles\nRedis;1000;SHOW;COMMANDS\n");

        assertThatThrownBy(() -> ScaleResults.in(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("scale.csv line 2: 4 columns, not 5");
    }

    @Test
    void a_page_without_marks_is_an_error() throws IOException {
        Path page = Files.writeString(directory.resolve("page.md"), "nothing");

        assertThatThrownBy(() -> new ScaleReport(new ScaleResults()).writeCounts(page))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("<!-- scale: begin -->");
    }
}
