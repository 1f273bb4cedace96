package dev.carnet.benchmarks.report;

import dev.carnet.benchmarks.Operation;
import dev.carnet.benchmarks.Plan;
import dev.carnet.benchmarks.jmh.HeapRun;
import dev.carnet.benchmarks.load.Slice;
import dev.carnet.benchmarks.load.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The tables of what everybody took for the same requests. */
record RequestTables(Results results) {
    /** The usual sessions at an operation. */
    static Workload usual(Operation operation, int threads) {
        return new Workload(operation, threads, Plan.USUAL);
    }

    /** Those with requests as plain objects, on servers and in files. */
    Results databases() {
        return new Results(results.through(false).all().stream()
                .filter(each -> !each.place().equals(HeapRun.PLACE))
                .toList());
    }

    private Results heap() {
        return new Results(results.all().stream()
                .filter(each -> each.place().equals(HeapRun.PLACE))
                .toList());
    }

    /** With sessions of other sizes than the usual. */
    List<Workload> sizes() {
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
    String ratios(Operation operation, List<Workload> workloads) {
        boolean same = workloads.stream().allMatch(each -> each.operation() == operation);
        List<String> titles = new ArrayList<>(List.of("place, contender"));
        workloads.forEach(each -> titles.add(column(each, same)));
        ReportTable table = new ReportTable(titles);
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

    /** Of a request with the usual session, one at a time. */
    String costs() {
        ReportTable table =
                new ReportTable("place, contender", "read: allocated", "processor", "change: allocated", "processor");
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

    String onTheHeap() {
        Results heap = heap();
        ReportTable table = new ReportTable("contender", "read", "allocated", "change", "allocated");
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

    String throughServer() {
        Results server = results.through(true);
        ReportTable table = new ReportTable("place, contender", "read", "change");
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
