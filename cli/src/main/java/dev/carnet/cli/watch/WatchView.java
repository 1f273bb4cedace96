package dev.carnet.cli.watch;

import dev.carnet.cli.json.Json;
import dev.carnet.cli.json.SessionJson;
import dev.carnet.cli.terminal.Shell;
import dev.carnet.cli.watch.SessionWatch.Happening;
import dev.carnet.text.Printable;
import dev.carnet.text.Words;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;
import tools.jackson.core.JsonGenerator;

/** Prints what happens to sessions, a line each: at a terminal with the time of day, in a pipe with the instant, or as JSON. */
final class WatchView {
    private static final DateTimeFormatter TIME_OF_DAY = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final Shell shell;
    private final boolean asJson;

    WatchView(Shell shell, boolean asJson) {
        this.shell = shell;
        this.asJson = asJson;
    }

    /** Says on standard error what is watched. */
    void begin(SessionWatch watch, String pause) {
        boolean isSample = watch.share() > 1;
        shell.err()
                .println("carnet: watching " + Words.count(watch.watched(), "session") + ", every " + pause
                        + (isSample ? "; a sample, one session of " + watch.share() + ", because of --most" : "")
                        + "; Ctrl-C ends");
    }

    void print(List<Happening> happened, Instant now) {
        for (Happening each : happened) {
            if (asJson) {
                printJson(each, now);
            } else {
                printLine(each, now);
            }
        }
    }

    private void printLine(Happening happening, Instant now) {
        String time = shell.screen().isOut()
                ? TIME_OF_DAY.format(now.atZone(ZoneId.systemDefault()))
                : now.truncatedTo(ChronoUnit.SECONDS).toString();
        String kind = String.format(Locale.ROOT, "%-7s", name(happening));
        String user = happening.user() == null ? "-" : Printable.line(happening.user());
        Ansi ansi = shell.isColoured() ? Ansi.ON : Ansi.OFF;
        shell.out()
                .println(time + "  " + ansi.string("@|" + colour(happening) + " " + kind + "|@") + "  "
                        + String.format(Locale.ROOT, "%-24s", Printable.name(happening.handle())) + "  " + user);
    }

    private void printJson(Happening happening, Instant now) {
        try (JsonGenerator json = Json.oneLine(shell.out())) {
            json.writeStartObject();
            json.writeStringProperty("at", now.truncatedTo(ChronoUnit.MILLIS).toString());
            json.writeStringProperty("event", name(happening));
            json.writeStringProperty("handle", happening.handle());
            SessionJson.string(json, "user", happening.user());
            json.writeEndObject();
        }
        shell.out().println();
    }

    private static String name(Happening happening) {
        return happening.kind().name().toLowerCase(Locale.ROOT);
    }

    private static String colour(Happening happening) {
        return switch (happening.kind()) {
            case BEGUN -> "green";
            case ENDED -> "red";
            case EXPIRED -> "faint";
            case MOVED, USER -> "cyan";
        };
    }
}
