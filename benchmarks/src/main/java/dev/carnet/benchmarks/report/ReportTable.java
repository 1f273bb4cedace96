package dev.carnet.benchmarks.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A table in Markdown, the first column to the left and the others to the right. Not thread-safe. */
public final class ReportTable {
    private final List<List<String>> rows = new ArrayList<>();

    public ReportTable(List<String> titles) {
        rows.add(List.copyOf(titles));
        List<String> line = new ArrayList<>(Collections.nCopies(titles.size(), "---:"));
        line.set(0, "---");
        rows.add(line);
    }

    public ReportTable(String... titles) {
        this(Arrays.asList(titles));
    }

    public void add(List<String> cells) {
        rows.add(List.copyOf(cells));
    }

    public void add(String... cells) {
        add(Arrays.asList(cells));
    }

    /** Its lines, the last one ended. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        rows.forEach(row -> text.append("| ").append(String.join(" | ", row)).append(" |\n"));
        return text.toString();
    }
}
