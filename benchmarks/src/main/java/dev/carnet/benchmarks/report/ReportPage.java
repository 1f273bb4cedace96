package dev.carnet.benchmarks.report;

import dev.carnet.benchmarks.Operation;
import dev.carnet.benchmarks.Plan;
import dev.carnet.benchmarks.load.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The page of a run: tables between two marks in a text that people write, charts in files beside it.
 *
 * @param results what was measured at requests
 * @param counts what the servers counted
 * @param findings what was measured besides
 * @param notes of versions and method, a line each
 */
public record ReportPage(Results results, List<Count> counts, Findings findings, List<String> notes) {
    private static final String BEGIN = "<!-- measured: begin -->\n";
    private static final String END = "<!-- measured: end -->\n";

    /** Writes the tables into a page, between its marks. */
    public void writeInto(Path page) throws IOException {
        String text = Files.readString(page);
        int from = text.indexOf(BEGIN) + BEGIN.length();
        int to = text.indexOf(END);
        if (from < BEGIN.length() || to < from) {
            throw new IOException(page + " lacks the lines " + BEGIN.strip() + " and " + END.strip());
        }
        Files.writeString(page, text.substring(0, from) + sections() + text.substring(to));
    }

    private String sections() {
        StringBuilder text = new StringBuilder();
        section(text, "Goals", Goals.of(results).table(PartGoals.of(findings)));
        if (!results.all().isEmpty()) {
            requests(text);
        }
        for (Part each : Part.values()) {
            if (!findings.of(each).all().isEmpty()) {
                section(text, each.title(), findings.table(each) + "\n" + each.method() + "\n");
            }
        }
        section(text, "How this was measured", String.join("\n", notes) + "\n");
        return text.toString();
    }

    private void requests(StringBuilder text) {
        RequestTables tables = new RequestTables(results);
        for (Operation each : List.of(Operation.READ, Operation.CHANGE)) {
            List<Workload> usual = Plan.THREADS.stream()
                    .map(threads -> RequestTables.usual(each, threads))
                    .toList();
            section(text, "Requests that do: " + each.description(), tables.ratios(each, usual));
        }
        List<Workload> rare = new ArrayList<>();
        for (Operation each : List.of(Operation.NEW, Operation.RENAME, Operation.END)) {
            rare.add(RequestTables.usual(each, 1));
            rare.add(RequestTables.usual(each, 8));
        }
        section(text, "Begin, change the id, end", tables.ratios(Operation.NEW, rare));
        section(text, "Small and large sessions", tables.ratios(Operation.READ, tables.sizes()));
        section(text, "Allocated and computed for a request, one thread", tables.costs());
        section(text, "Statements for a request", StatementTable.of(counts));
        section(text, "On the heap", tables.onTheHeap());
        section(text, "Through a server", tables.throughServer());
    }

    private static void section(StringBuilder text, String title, String content) {
        text.append("\n## ").append(title).append("\n\n").append(content);
    }
}
