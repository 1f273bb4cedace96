package dev.carnet.benchmarks.report;

import dev.carnet.benchmarks.Operation;
import dev.carnet.benchmarks.Plan;
import dev.carnet.benchmarks.jmh.HeapRun;
import dev.carnet.benchmarks.load.Slice;
import dev.carnet.benchmarks.load.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * The page of a run: tables between two marks in a text that people write, charts in files beside it.
 *
 * @param results what was measured
 * @param counts what the servers counted
 * @param notes of versions and method, a line each
 */
public record Page(Results results, List<Count> counts, List<String> notes) {
    private static final String BEGIN = "<!-- measured: begin -->\n";
    private static final String END = "<!-- measured: end -->\n";
    private static final int CHARTED_THREADS = 8;

    /** Writes the tables into a page, between its marks, and the charts beside it. */
    public void writeInto(Path page) throws IOException {
        String text = Files.readString(page);
        int from = text.indexOf(BEGIN) + BEGIN.length();
        int to = text.indexOf(END);
        if (from < BEGIN.length() || to < from) {
            throw new IOException(page + " lacks the lines " + BEGIN.strip() + " and " + END.strip());
        }
        Path charts = Files.createDirectories(page.resolveSibling("performance"));
        Results plain = databases();
        for (Operation each : List.of(Operation.READ, Operation.CHANGE)) {
            if (!plain.of(each).all().isEmpty()) {
                RatioChart.of(plain.of(each), usual(each, CHARTED_THREADS), title(each))
                        .save(charts.resolve(chart(each)));
            }
        }
        Files.writeString(page, text.substring(0, from) + sections() + text.substring(to));
    }

    private static Workload usual(Operation operation, int threads) {
        return new Workload(operation, threads, Plan.USUAL);
    }

    private static String chart(Operation operation) {
        return operation.path().substring(1) + ".svg";
    }

    private static String title(Operation operation) {
        return "Time of a request that does: " + operation.description() + ", " + CHARTED_THREADS + " threads";
    }

    private Results databases() {
        return new Results(results.through(false).all().stream()
                .filter(each -> !each.place().equals(HeapRun.PLACE))
                .toList());
    }

    private Results heap() {
        return new Results(results.all().stream()
                .filter(each -> each.place().equals(HeapRun.PLACE))
                .toList());
    }

    private String sections() {
        StringBuilder text = new StringBuilder();
        section(text, "Goals", Goals.of(results).table());
        for (Operation each : List.of(Operation.READ, Operation.CHANGE)) {
            section(
                    text,
                    "Requests that do: " + each.description(),
                    "![" + title(each) + "](performance/" + chart(each) + ")\n\n"
                            + ratios(
                                    each,
                                    Plan.THREADS.stream()
                                            .map(threads -> usual(each, threads))
                                            .toList()));
        }
        List<Workload> rare = new ArrayList<>();
        for (Operation each : List.of(Operation.NEW, Operation.RENAME, Operation.END)) {
            rare.add(usual(each, 1));
            rare.add(usual(each, 8));
        }
        section(text, "Begin, change the id, end", ratios(Operation.NEW, rare));
        section(text, "Small and large sessions", ratios(Operation.READ, sizes()));
        section(text, "Allocated and computed for a request, one thread", costs());
        section(text, "Statements for a request", statements());
        section(text, "On the heap", onTheHeap());
        section(text, "Through a server", throughServer());
        section(text, "How this was measured", String.join("\n", notes) + "\n");
        return text.toString();
    }

    private static void section(StringBuilder text, String title, String content) {
        text.append("\n## ").append(title).append("\n\n").append(content);
    }

    private List<Workload> sizes() {
        return databases().workloads().stream()
                .filter(each -> !each.payload().equals(Plan.USUAL))
                .toList();
    }

    private static String column(Workload workload, boolean sameOperation) {
        String threads = workload.threads() == 1 ? "1 thread" : workload.threads() + " threads";
        String size = workload.payload().equals(Plan.USUAL)
                ? ""
                : ", " + Figures.size(workload.payload().bytes());
        String operation = sameOperation ? "" : workload.operation().path().substring(1) + ", ";
        return operation + threads + size;
    }

    /** How many times as long as the floor, whose own time stands in its row. */
    private String ratios(Operation operation, List<Workload> workloads) {
        boolean same = workloads.stream().allMatch(each -> each.operation() == operation);
        List<String> titles = new ArrayList<>(List.of("place, contender"));
        workloads.forEach(each -> titles.add(column(each, same)));
        Table table = new Table(titles);
        Results plain = databases();
        for (String place : plain.places()) {
            for (String contender : plain.contenders(place)) {
                List<String> row = new ArrayList<>(List.of(place + ", " + contender));
                boolean floor = contender.equals(plain.contenders(place).get(0));
                for (Workload each : workloads) {
                    row.add(
                            floor
                                    ? figure(plain.find(place, contender, each), Slice::nanos)
                                    : Figures.ratio(plain.ratio(place, contender, each)));
                }
                table.add(row);
            }
        }
        return table.toString();
    }

    private static String figure(Optional<Measurement> measurement, ToDoubleFunction<Slice> figure) {
        return measurement.map(each -> Figures.time(each.median(figure))).orElse("–");
    }

    private String costs() {
        Table table = new Table("place, contender", "read: allocated", "processor", "change: allocated", "processor");
        Results plain = databases();
        for (String place : plain.places()) {
            for (String contender : plain.contenders(place)) {
                List<String> row = new ArrayList<>(List.of(place + ", " + contender));
                for (Operation each : List.of(Operation.READ, Operation.CHANGE)) {
                    Optional<Measurement> found = plain.find(place, contender, usual(each, 1));
                    row.add(found.map(one -> Figures.size(one.median(Slice::bytes)))
                            .orElse("–"));
                    row.add(figure(found, Slice::cpuNanos));
                }
                table.add(row);
            }
        }
        return table.toString();
    }

    private String statements() {
        List<String> titles = new ArrayList<>(List.of("place, contender"));
        for (Operation each : Operation.values()) {
            titles.add(each.path().substring(1));
        }
        Table table = new Table(titles);
        List<String> subjects = counts.stream()
                .map(each -> each.place() + ", " + each.contender())
                .distinct()
                .toList();
        for (String subject : subjects) {
            List<String> row = new ArrayList<>(List.of(subject));
            for (Operation operation : Operation.values()) {
                row.add(counts.stream()
                        .filter(each -> subject.equals(each.place() + ", " + each.contender()))
                        .filter(each -> each.operation() == operation)
                        .map(each -> Figures.digits(each.statements()))
                        .findFirst()
                        .orElse("–"));
            }
            table.add(row);
        }
        return table.toString();
    }

    private String onTheHeap() {
        Results heap = heap();
        Table table = new Table("contender", "read", "allocated", "change", "allocated");
        for (String contender : heap.contenders(HeapRun.PLACE)) {
            List<String> row = new ArrayList<>(List.of(contender));
            for (Operation each : List.of(Operation.READ, Operation.CHANGE)) {
                Optional<Measurement> found = heap.of(each).all().stream()
                        .filter(one -> one.contender().equals(contender))
                        .findFirst();
                row.add(figure(found, Slice::nanos));
                row.add(found.map(one -> Figures.size(one.median(Slice::bytes))).orElse("–"));
            }
            table.add(row);
        }
        return table.toString();
    }

    private String throughServer() {
        Results server = results.through(true);
        Table table = new Table("place, contender", "read", "change");
        for (String place : server.places()) {
            for (String contender : server.contenders(place)) {
                List<String> row = new ArrayList<>(List.of(place + ", " + contender));
                for (Operation each : List.of(Operation.READ, Operation.CHANGE)) {
                    row.add(server.of(each).all().stream()
                            .filter(one ->
                                    one.place().equals(place) && one.contender().equals(contender))
                            .map(one -> Figures.time(one.nanos()) + ", "
                                    + Figures.ratio(server.ratio(place, contender, one.workload())))
                            .findFirst()
                            .orElse("–"));
                }
                table.add(row);
            }
        }
        return table.toString();
    }
}
