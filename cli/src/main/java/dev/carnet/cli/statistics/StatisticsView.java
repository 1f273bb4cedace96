package dev.carnet.cli.statistics;

import dev.carnet.cli.json.Json;
import dev.carnet.cli.terminal.Shell;
import dev.carnet.cli.terminal.Table;
import dev.carnet.cli.terminal.Table.Column;
import dev.carnet.cli.terminal.Table.Fit;
import dev.carnet.text.Printable;
import dev.carnet.text.Words;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/**
 * Statistics, printed.
 *
 * @param most how many users are named
 */
record StatisticsView(SessionStatistics statistics, int most) {
    private static final int LONGEST_BAR = 40;

    /** Bars for people. */
    void print(Shell shell) {
        if (statistics.count() == 0) {
            shell.out().println("No sessions.");
            return;
        }
        FrequentUsers users = statistics.users();
        String atLeast = users.error() > 0 ? "at least " : "";
        shell.out()
                .println(Words.count(statistics.count(), "session") + ": " + number(statistics.withUser()) + " of "
                        + atLeast + Words.count(users.users(), "user") + ", "
                        + number(statistics.count() - statistics.withUser()) + " of nobody; "
                        + Words.size(statistics.bytes()) + " in all, the largest " + Words.size(statistics.largest()));
        aside(shell, statistics.expired(), "have expired and are not swept yet");
        aside(shell, statistics.foreign(), "were written by another application; their times are unknown");
        bars(shell, "Last access within", statistics.idle());
        bars(shell, "Begun within", statistics.age());
        bars(shell, "Smaller than", statistics.size());
        if (users.users() > 0) {
            shell.out().println();
            Table table = new Table(shell, new Column("Most sessions", Fit.CUT), new Column("", Fit.RIGHT));
            for (Map.Entry<String, Long> each : users.first(most)) {
                table.add(Printable.line(each.getKey()), number(each.getValue()));
            }
            table.print();
            if (users.error() > 0) {
                shell.out().println("Each may have up to " + number(users.error()) + " more.");
            }
        }
    }

    private static void aside(Shell shell, long count, String what) {
        if (count > 0) {
            shell.out().println(number(count) + " " + what);
        }
    }

    private static <B extends Comparable<B>> void bars(Shell shell, String title, Histogram<B> histogram) {
        if (histogram.most() == 0) {
            return;
        }
        shell.out().println();
        Table table =
                new Table(shell, new Column(title, Fit.LEFT), new Column("", Fit.RIGHT), new Column("", Fit.LEFT));
        for (int i = 0; i < histogram.bars().size(); i++) {
            long count = histogram.count(i);
            long length = (count * LONGEST_BAR + histogram.most() - 1) / histogram.most();
            table.add(histogram.bars().get(i).name(), number(count), "█".repeat((int) length));
        }
        table.print();
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** One object for programs. */
    void printJson(Shell shell) {
        try (JsonGenerator json = Json.indented(shell.out())) {
            json.writeStartObject();
            json.writeNumberProperty("sessions", statistics.count());
            json.writeNumberProperty("expired", statistics.expired());
            json.writeNumberProperty("foreign", statistics.foreign());
            json.writeNumberProperty("withUser", statistics.withUser());
            json.writeNumberProperty("bytes", statistics.bytes());
            json.writeNumberProperty("largest", statistics.largest());
            bars(json, "lastAccessWithin", statistics.idle());
            bars(json, "begunWithin", statistics.age());
            bars(json, "smallerThan", statistics.size());
            json.writeNumberProperty("users", statistics.users().users());
            json.writeNumberProperty("usersError", statistics.users().error());
            json.writeArrayPropertyStart("mostSessions");
            for (Map.Entry<String, Long> each : statistics.users().first(most)) {
                json.writeStartObject();
                json.writeStringProperty("user", each.getKey());
                json.writeNumberProperty("sessions", each.getValue());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        shell.out().println();
    }

    private static <B extends Comparable<B>> void bars(JsonGenerator json, String name, Histogram<B> histogram) {
        json.writeObjectPropertyStart(name);
        for (int i = 0; i < histogram.bars().size(); i++) {
            json.writeNumberProperty(histogram.bars().get(i).name(), histogram.count(i));
        }
        json.writeEndObject();
    }
}
