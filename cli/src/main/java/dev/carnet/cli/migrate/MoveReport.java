package dev.carnet.cli.migrate;

import dev.carnet.cli.json.Json;
import dev.carnet.cli.terminal.Shell;
import dev.carnet.fallback.SessionMove;
import dev.carnet.text.Words;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** What {@code migrate} prints: for people, or one JSON object. */
final class MoveReport {
    private final Shell shell;
    private final boolean asJson;

    MoveReport(Shell shell, boolean asJson) {
        this.shell = shell;
        this.asJson = asJson;
    }

    /** How many sessions either store has. */
    void print(long left, long arrived) {
        if (asJson) {
            try (JsonGenerator json = Json.indented(shell.out())) {
                json.writeStartObject();
                json.writeNumberProperty("left", left);
                json.writeNumberProperty("arrived", arrived);
                json.writeEndObject();
            }
            shell.out().println();
        } else {
            shell.out()
                    .println(Words.count(left, "session") + " in the fallback, " + Words.count(arrived, "session")
                            + " in the configured store");
        }
    }

    /** What a move did. */
    void print(SessionMove.Report report) {
        if (asJson) {
            printJson(report);
            return;
        }
        shell.out()
                .println(Words.count(report.moved(), "session") + " moved"
                        + (report.whole() ? "" : "; stopped, there are more: run it again"));
        line(report.gone(), "ended meanwhile");
        line(report.expired(), "had expired: 'carnet sweep' deletes them");
        line(report.foreign(), "stayed: another application wrote them; each moves when its visitor changes it");
        line(report.between(), "of interrupted moves: each moves when its visitor comes back");
        line(report.refused(), "stayed, see above");
        line(report.unreadable(), "could not be read as sessions and stayed; 'carnet list --unreadable' lists them");
    }

    private void printJson(SessionMove.Report report) {
        try (JsonGenerator json = Json.indented(shell.out())) {
            json.writeStartObject();
            json.writeNumberProperty("moved", report.moved());
            json.writeNumberProperty("gone", report.gone());
            json.writeNumberProperty("expired", report.expired());
            json.writeNumberProperty("foreign", report.foreign());
            json.writeNumberProperty("between", report.between());
            json.writeNumberProperty("refused", report.refused());
            json.writeNumberProperty("unreadable", report.unreadable());
            json.writeBooleanProperty("whole", report.whole());
            json.writeEndObject();
        }
        shell.out().println();
    }

    private void line(long count, String what) {
        if (count > 0) {
            shell.out().println(String.format(Locale.ROOT, "%,d %s", count, what));
        }
    }
}
