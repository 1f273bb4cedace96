package dev.carnet.cli.transfer;

import dev.carnet.audit.AuditAction;
import dev.carnet.audit.AuditTrail;
import dev.carnet.cli.command.AuditOption;
import dev.carnet.cli.command.ConfigOption;
import dev.carnet.cli.command.Configured;
import dev.carnet.cli.command.ExitCode;
import dev.carnet.cli.command.JsonOption;
import dev.carnet.cli.command.OpenStore;
import dev.carnet.cli.terminal.Interruption;
import dev.carnet.cli.terminal.Progress;
import dev.carnet.cli.terminal.Shell;
import dev.carnet.error.ConfigurationException;
import dev.carnet.fallback.Arrival;
import dev.carnet.fallback.ValueTransfer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code carnet import}: stores the sessions of an exported file. */
@Command(
        name = "import",
        description = {
            "Store the sessions of a file that 'carnet export' wrote, in any store.",
            "Verifies the checksum of each line, and reads and compares each stored session. If it was interrupted,"
                    + " it resumes when you run it again."
        },
        footer = {
            "",
            "A session that is in the store exactly as in the file is skipped. One that differs",
            "is refused, unless --replace is given. Expired sessions are not stored.",
            "Sessions that ended after the export are back: 'carnet revoke --before TIME'",
            "ends those that nobody has used since.",
            "A line that is damaged or refused is reported by its number, and the others are stored;",
            "the exit code is then 1.",
            "",
            "Examples:",
            "  carnet import --dry-run sessions.ndjson",
            "  carnet import -c redis.yml sessions.ndjson"
        })
public final class ImportCommand implements Callable<Integer> {
    private static final String STANDARD_INPUT = "-";

    private final Shell shell;

    @Parameters(paramLabel = "FILE", description = "The file; - for standard input.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs anything
    private String file;

    @Option(names = "--replace", description = "Replace sessions in the store by those of the file.")
    private boolean replaces;

    @Option(
            names = {"-n", "--dry-run"},
            description = "Verify the file and count sessions, but store nothing.")
    private boolean dryRun;

    @Mixin
    private final JsonOption json = new JsonOption();

    @Mixin
    private final AuditOption audit = new AuditOption();

    @Mixin
    private final ConfigOption config = new ConfigOption();

    public ImportCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Configured configured = config.choose(shell);
        @Nullable
        Path path = file.equals(STANDARD_INPUT) ? null : shell.directory().resolve(Path.of(file));
        ImportReport report = new ImportReport(shell, dryRun);
        try (Interruption interruption = Interruption.onExit();
                OpenStore open = configured.open(shell.clock());
                BufferedReader lines = path == null ? shell.in() : lines(path);
                Progress progress = Progress.of(shell, "Importing", () -> path == null ? 0 : size(path))) {
            String first = lines.readLine();
            ExportHeader header = header(first == null ? "" : first);
            ValueTransfer transfer = ValueTransfer.between(
                    header.traits(),
                    open.store().traits(),
                    configured.config().codec().orElse(""),
                    configured.config().allowed());
            Arrival arrival = new Arrival(header.traits(), open.store(), transfer);
            StoredHandles handles = StoredHandles.of(open.store());
            SessionImport sessions = new SessionImport(open, header, arrival, handles, replaces, dryRun);
            ImportPosition position = new ImportPosition(dryRun ? null : path, first, configured.source());
            ImportRun run = new ImportRun(sessions, lines, position, report, progress, interruption);
            if (dryRun) {
                run.run();
            } else {
                AuditTrail trail = audit.trail(shell, configured.config().session());
                long unused = trail.audit(AuditAction.IMPORT, "", () -> {
                    run.run();
                    return report.stored();
                });
            }
            report.print(json.isSet());
            shell.out().flush(); // now: once the interruption is closed, the process may end
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e, e);
        }
        return report.isAll() ? ExitCode.DONE : ExitCode.NO;
    }

    /** Bytes that are no UTF-8 are read all the same: the checksum of their line tells of them, and the others are stored. */
    private static BufferedReader lines(Path path) throws IOException {
        return new BufferedReader(new InputStreamReader(Files.newInputStream(path), StandardCharsets.UTF_8));
    }

    private static long size(Path path) {
        try {
            return Files.size(path);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be read: " + e, e);
        }
    }

    private ExportHeader header(String line) {
        try {
            ExportHeader header = ExportHeader.of(line);
            if (!header.keys()) {
                throw new ConfigurationException(
                        file + " was exported with --no-keys, for people to read; it cannot be imported");
            }
            return header;
        } catch (BadLineException e) {
            throw new ConfigurationException(file + ": " + e.getMessage());
        }
    }
}
