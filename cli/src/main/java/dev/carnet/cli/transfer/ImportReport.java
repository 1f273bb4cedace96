package dev.carnet.cli.transfer;

import dev.carnet.cli.json.Json;
import dev.carnet.cli.terminal.Shell;
import dev.carnet.cli.transfer.SessionImport.Outcome;
import dev.carnet.text.Printable;
import dev.carnet.text.Words;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** What an import did. For use by one thread. */
final class ImportReport {
    private final Shell shell;
    private final boolean dryRun;
    private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
    private long bad;
    private long before;
    private long refusedBefore;
    private long promised;
    private boolean whole;
    private boolean stopped;

    ImportReport(Shell shell, boolean dryRun) {
        this.shell = shell;
        this.dryRun = dryRun;
    }

    void add(Outcome outcome) {
        outcomes.merge(outcome, 1L, Long::sum);
    }

    /** A line is not stored; the others are. */
    void bad(long line, String why) {
        bad++;
        shell.err().println("carnet: line " + line + ": " + Printable.line(why));
    }

    /** A line was done by an import that was broken off. */
    void before() {
        before++;
    }

    /** So many of the lines that were done before were refused then. */
    void refusedBefore(long count) {
        refusedBefore = count;
    }

    /** The file says how many sessions it has had so far; the last such line is its end. */
    void part(String line) {
        Map<String, byte[]> members = Json.members(line);
        promised = Long.parseLong(String.valueOf(Json.text(members.get("done"))));
        whole = Json.text(members.get("next")) == null;
    }

    void stopped() {
        stopped = true;
    }

    /** How many sessions were written. */
    long stored() {
        return of(Outcome.STORED) + of(Outcome.REPLACED);
    }

    /** Whether nothing is missing. */
    boolean isAll() {
        return bad == 0 && refusedBefore == 0 && !stopped && isComplete();
    }

    private boolean isComplete() {
        return whole && promised == seen();
    }

    private long seen() {
        return before + bad + stored() + of(Outcome.SAME) + of(Outcome.EXPIRED);
    }

    private long of(Outcome outcome) {
        return outcomes.getOrDefault(outcome, 0L);
    }

    void print(boolean asJson) {
        if (asJson) {
            printJson();
        } else {
            shell.out()
                    .println(Words.count(of(Outcome.STORED), "session")
                            + (dryRun ? " would be stored" : " stored")
                            + (stopped ? "; stopped, there are more: run it again" : ""));
            line(of(Outcome.REPLACED), "replaced a stored session");
            line(of(Outcome.SAME), "are already stored as in the file");
            line(of(Outcome.EXPIRED), "have expired and are not stored");
            line(before, "were done in an earlier run");
            line(refusedBefore, "of these were not stored");
            line(bad, "not stored, see above");
        }
        if (!stopped && !whole) {
            shell.err().println("carnet: the file has no end: it was truncated, or its export was interrupted");
        } else if (!stopped && promised != seen()) {
            shell.err()
                    .println("carnet: the file had " + Words.count(promised, "session")
                            + " when it was exported; lines are missing or were added");
        }
    }

    private void line(long count, String what) {
        if (count > 0) {
            shell.out().println(String.format(Locale.ROOT, "%,d %s", count, what));
        }
    }

    private void printJson() {
        try (JsonGenerator json = Json.indented(shell.out())) {
            json.writeStartObject();
            json.writeNumberProperty("stored", of(Outcome.STORED));
            json.writeNumberProperty("replaced", of(Outcome.REPLACED));
            json.writeNumberProperty("same", of(Outcome.SAME));
            json.writeNumberProperty("expired", of(Outcome.EXPIRED));
            json.writeNumberProperty("before", before);
            json.writeNumberProperty("refused_before", refusedBefore);
            json.writeNumberProperty("bad", bad);
            json.writeBooleanProperty("whole", whole && !stopped);
            json.writeEndObject();
        }
        shell.out().println();
    }
}
