package dev.carnet.benchmarks.report;

import dev.carnet.benchmarks.Operation;
import java.util.ArrayList;
import java.util.List;

/** The table of how many statements servers counted for a request. */
final class StatementTable {
    private StatementTable() {}

    static String of(List<Count> counts) {
        List<String> titles = new ArrayList<>(List.of("place, contender"));
        for (Operation each : Operation.values()) {
            titles.add(each.path().substring(1));
        }
        ReportTable table = new ReportTable(titles);
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
}
