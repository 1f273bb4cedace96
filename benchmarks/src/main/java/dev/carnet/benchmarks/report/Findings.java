package dev.carnet.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * All that the parts of a run found out besides requests.
 *
 * @param all in the order it was measured
 */
public record Findings(List<Finding> all) {
    public Findings {
        all = List.copyOf(all);
    }

    /** A place and who kept sessions there. */
    record Subject(String place, String contender) {}

    /** Those of one part. */
    Findings of(Part part) {
        return new Findings(
                all.stream().filter(each -> each.metric().part() == part).toList());
    }

    List<Subject> subjects() {
        return all.stream()
                .map(each -> new Subject(each.place(), each.contender()))
                .distinct()
                .toList();
    }

    OptionalDouble find(Metric metric, Subject subject) {
        return all.stream()
                .filter(each -> each.metric() == metric)
                .filter(each -> subject.equals(new Subject(each.place(), each.contender())))
                .mapToDouble(Finding::value)
                .findFirst();
    }

    /** The table of a part. */
    String table(Part part) {
        List<Metric> metrics = Metric.of(part);
        List<String> titles = new ArrayList<>(List.of("place, contender"));
        metrics.forEach(each -> titles.add(each.title()));
        ReportTable table = new ReportTable(titles);
        for (Subject subject : of(part).subjects()) {
            List<String> row = new ArrayList<>(List.of(subject.place() + ", " + subject.contender()));
            for (Metric each : metrics) {
                OptionalDouble found = find(each, subject);
                row.add(found.isPresent() ? each.format(found.getAsDouble()) : "–");
            }
            table.add(row);
        }
        return table.toString();
    }

    /** Every figure: nanoseconds, bytes, rows a second, shares of one. */
    public String csv() {
        StringBuilder text = new StringBuilder("part,metric,place,contender,value\n");
        for (Finding each : all) {
            text.append(String.format(
                    Locale.ROOT,
                    "%s,%s,%s,%s,%.4f%n",
                    each.metric().part(),
                    each.metric(),
                    each.place(),
                    each.contender(),
                    each.value()));
        }
        return text.toString();
    }
}
