package dev.carnet.cli.transfer;

import dev.carnet.cli.terminal.Interruption;
import dev.carnet.cli.terminal.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Goes through an exported file's lines behind the first one. */
final class ImportRun {
    /** Of so many lines at most some are looked at again after a kill. */
    private static final int NOTED = 500;

    private final SessionImport sessions;
    private final BufferedReader lines;
    private final ImportPosition position;
    private final ImportReport report;
    private final Progress progress;
    private final Interruption interruption;
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
        long number = 1;
        for (String line = next(); line != null; line = next()) {
            number++;
            progress.add(bytes(line));
            if (LineSum.verified(line).isEmpty()) {
                report.bad(number, "its checksum is wrong: the line is truncated, damaged or edited");
            } else if (line.startsWith("{\"done\":")) {
                report.part(line);
            } else if (number <= before.lines()) {
                report.before();
            } else {
                store(number, line);
            }
            if (number % NOTED == 0 && number > before.lines()) {
                position.note(new ImportPosition.Done(number, refused));
                if (interruption.isAsked()) {
                    report.stopped();
                    return;
                }
            }
        }
        position.done();
    }

    private void store(long number, String line) {
        try {
            report.add(sessions.store(line));
        } catch (BadLineException e) {
            refused++;
            report.bad(number, String.valueOf(e.getMessage()));
        }
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
