package dev.carnet.cli.bench;

import dev.carnet.cli.command.Configured;
import dev.carnet.cli.json.Json;
import dev.carnet.cli.terminal.Shell;
import dev.carnet.cli.terminal.Table;
import dev.carnet.cli.terminal.Table.Column;
import dev.carnet.cli.terminal.Table.Fit;
import dev.carnet.text.Words;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/**
 * What {@code bench} has found.
 *
 * @param configured the configuration it was about
 * @param threads how many sessions were worked on at once
 * @param bytes what a session held
 * @param figures what was measured
 */
record BenchReport(Configured configured, int threads, int bytes, List<StoreFigures> figures) {
    private static final int WIDEST_BAR = 24;
    private static final double MEDIAN = 0.5;
    private static final double P99 = 0.99;

    /** For people. */
    void print(Shell shell) {
        shell.out()
                .println(configured.config().session() + ": " + Words.count(threads, "thread") + ", sessions of "
                        + Words.size(bytes));
        Table table = new Table(
                shell,
                new Column("WORK", Fit.LEFT),
                new Column("PER SECOND", Fit.RIGHT),
                new Column("MEDIAN", Fit.RIGHT),
                new Column("99 %", Fit.RIGHT),
                new Column("", Fit.LEFT));
        double most =
                figures.stream().mapToDouble(StoreFigures::perSecond).max().orElse(1);
        for (StoreFigures each : figures) {
            table.add(
                    each.work().title(),
                    String.format(Locale.ROOT, "%,.0f", each.perSecond()),
                    millis(each.millis(MEDIAN)),
                    millis(each.millis(P99)),
                    "#".repeat((int) Math.ceil(each.perSecond() / most * WIDEST_BAR)));
        }
        table.print();
    }

    private static String millis(double millis) {
        return String.format(Locale.ROOT, millis < 10 ? "%.2f ms" : "%,.0f ms", millis);
    }

    /** For programs. */
    void printJson(Shell shell) {
        JsonGenerator json = Json.indented(shell.out());
        json.writeStartObject();
        json.writeStringProperty("session", configured.config().session());
        json.writeNumberProperty("threads", threads);
        json.writeNumberProperty("bytes", bytes);
        json.writeArrayPropertyStart("work");
        for (StoreFigures each : figures) {
            json.writeStartObject();
            json.writeStringProperty("name", each.work().title());
            json.writeNumberProperty("count", each.count());
            json.writeNumberProperty("perSecond", each.perSecond());
            json.writeNumberProperty("medianMillis", each.millis(MEDIAN));
            json.writeNumberProperty("p99Millis", each.millis(P99));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.flush();
        shell.out().println();
    }
}
