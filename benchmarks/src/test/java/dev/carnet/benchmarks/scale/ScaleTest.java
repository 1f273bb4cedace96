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

    @Test
    void a_small_run_writes_a_table_for_each_place_and_a_chart_of_one() throws Exception {
        ScaleRun run = new ScaleRun(new PrintStream(PrintStream.nullOutputStream()));
        for (int size : new int[] {200, 1000}) {
            run.at(ScalePlace.Kind.MEMORY, size);
            run.at(ScalePlace.Kind.SQLITE, size);
        }
        Path page = directory.resolve("page.md");
        Files.writeString(page, "before\n<!-- scale: begin -->\nold\n<!-- scale: end -->\nafter\n");

        new ScaleReport(run.places()).writeInto(page, "SQLite");

        assertThat(page)
                .content()
                .startsWith("before\n")
                .endsWith("<!-- scale: end -->\nafter\n")
                .doesNotContain("old")
                .contains("### Memory", "bytes allocated", "### SQLite", "(performance/scale.svg)")
                .contains("| show by handle, 200 | 1 |", "| show by handle, 1,000 | 1 |");
        assertThat(directory.resolve("performance/scale.svg")).content().contains("<svg");
    }

    @Test
    void a_page_without_marks_is_an_error() throws IOException {
        Path page = Files.writeString(directory.resolve("page.md"), "nothing");

        assertThatThrownBy(() -> new ScaleReport(Map.of()).writeInto(page, "Redis"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("<!-- scale: begin -->");
    }
}
