package dev.carnet.cli.transfer;

import dev.carnet.cli.terminal.Interruption;
import dev.carnet.cli.terminal.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Goes through an exported file's lines behind the first one. */
final class ImportRun {
    /** So many lines are stored together, and at most so many are looked at again after a kill. */
    private static final int AT_ONCE = 500;

    /** Fewer are, if they are longer together. */
    private static final int MOST_CHARACTERS = 4_000_000;

    private final SessionImport sessions;
    private final BufferedReader lines;
    private final ImportPosition position;
    private final ImportReport report;
    private final Progress progress;
    private final Interruption interruption;
    private final Map<Long, String> waiting = new LinkedHashMap<>();
    private long characters;
    private long refused;

    ImportRun(
            SessionImport sessions,
            BufferedReader lines,
            ImportPosition position,
            ImportReport report,
            Progress progress,
            Interruption interruption) {
        this.sessions = sessions;
        this.lines = lines;
        this.position = position;
        this.report = report;
        this.progress = progress;
        this.interruption = interruption;
    }

    void run() {
        ImportPosition.Done before = position.before();
        report.refusedBefore(before.refused());
        refused = before.refused();
        sessions.comparesStored(position.isBrokenOff());
        position.note(before);
        long number = 1;
        for (String line = next(); line != null; line = next()) {
            number++;
            progress.add(bytes(line));
            if (LineSum.verified(line).isEmpty()) {
                storeWaiting(); // those before it are told first
                report.bad(number, "its checksum is wrong: the line is truncated, damaged or edited");
            } else if (line.startsWith("{\"done\":")) {
                report.part(line);
            } else if (number <= before.lines()) {
                report.before();
            } else {
                waiting.put(number, line);
                characters += line.length();
            }
            if (characters >= MOST_CHARACTERS) {
                storeWaiting();
            }
            if (number % AT_ONCE == 0 && number > before.lines()) {
                storeWaiting();
                position.note(new ImportPosition.Done(number, refused));
                sessions.comparesStored(false);
                if (interruption.isAsked()) {
                    report.stopped();
                    return;
                }
            }
        }
        storeWaiting();
        position.done();
    }

    private void storeWaiting() {
        List<SessionImport.Result> results = sessions.store(List.copyOf(waiting.values()));
        int i = 0;
        for (long number : waiting.keySet()) {
            SessionImport.Result result = results.get(i++);
            if (result.outcome() == SessionImport.Outcome.REFUSED) {
                refused++;
                report.bad(number, result.why());
            } else {
                report.add(result.outcome());
            }
        }
        waiting.clear();
        characters = 0;
    }

    /** Of a line's bytes in the file, with its end. */
    private static long bytes(String line) {
        return line.getBytes(StandardCharsets.UTF_8).length + 1L;
    }

    private @Nullable String next() {
        try {
            return lines.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException("the file cannot be read: " + e, e);
        }
    }
}
