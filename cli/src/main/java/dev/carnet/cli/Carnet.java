package dev.carnet.cli;

import dev.carnet.cli.bench.BenchCommand;
import dev.carnet.cli.command.ExitCode;
import dev.carnet.cli.encryption.KeyCommand;
import dev.carnet.cli.encryption.ReencryptCommand;
import dev.carnet.cli.list.ListCommand;
import dev.carnet.cli.list.ShowCommand;
import dev.carnet.cli.manual.CompletionCommand;
import dev.carnet.cli.manual.ManCommand;
import dev.carnet.cli.migrate.MigrateCommand;
import dev.carnet.cli.revoke.EraseCommand;
import dev.carnet.cli.revoke.RevokeCommand;
import dev.carnet.cli.serve.ConsoleCommand;
import dev.carnet.cli.serve.DemoCommand;
import dev.carnet.cli.setup.CheckCommand;
import dev.carnet.cli.setup.InitCommand;
import dev.carnet.cli.statistics.StatsCommand;
import dev.carnet.cli.sweep.SweepCommand;
import dev.carnet.cli.terminal.JavaLogging;
import dev.carnet.cli.terminal.Shell;
import dev.carnet.cli.transfer.ExportCommand;
import dev.carnet.cli.transfer.ImportCommand;
import dev.carnet.cli.watch.WatchCommand;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import picocli.CommandLine;

/** The program {@code carnet}. */
public final class Carnet {
    /** Below this, picocli lays out no help. */
    private static final int NARROWEST_HELP = 55;

    private Carnet() {}

    /** Runs a command and ends the process with its exit code. Everything printed is UTF-8, whatever the locale. */
    public static void main(String[] args) {
        JavaLogging.install();
        StandardOutput stdout = new StandardOutput();
        PrintWriter out = new PrintWriter(new BufferedWriter(new OutputStreamWriter(stdout, StandardCharsets.UTF_8)));
        PrintWriter err = new PrintWriter(
                new OutputStreamWriter(new FileOutputStream(FileDescriptor.err), StandardCharsets.UTF_8), true);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Shell shell = new Shell(Path.of(""), System.getenv(), in, out, err, new SystemScreen(), InstantSource.system());

        int code = run(shell, args);
        IOException lost = stdout.failure();
        if (lost != null) {
            err.println("carnet: the output could not be written: " + lost.getMessage());
            code = ExitCode.UNREACHABLE;
        }
        System.exit(code);
    }

    /** Runs a command in this process and gives its exit code. */
    static int run(Shell shell, String... args) {
        CommandLine line = commandLine(shell);
        FailureReport failures = new FailureReport(shell, args);
        line.setParameterExceptionHandler(failures).setExecutionExceptionHandler(failures);
        try {
            return line.execute(args);
        } catch (Error e) {
            return failures.report(e);
        } finally {
            shell.out().flush();
            shell.err().flush();
        }
    }

    private static CommandLine commandLine(Shell shell) {
        CommandLine line = new CommandLine(new RootCommand())
                .addSubcommand(new DemoCommand(shell))
                .addSubcommand(new ConsoleCommand(shell))
                .addSubcommand(new CheckCommand(shell))
                .addSubcommand(new InitCommand(shell))
                .addSubcommand(new ListCommand(shell))
                .addSubcommand(new StatsCommand(shell))
                .addSubcommand(new WatchCommand(shell))
                .addSubcommand(new ShowCommand(shell))
                .addSubcommand(new RevokeCommand(shell))
                .addSubcommand(new EraseCommand(shell))
                .addSubcommand(new SweepCommand(shell))
                .addSubcommand(new ExportCommand(shell))
                .addSubcommand(new ImportCommand(shell))
                .addSubcommand(new MigrateCommand(shell))
                .addSubcommand(new KeyCommand(shell))
                .addSubcommand(new ReencryptCommand(shell))
                .addSubcommand(new BenchCommand(shell))
                .addSubcommand(new CompletionCommand(shell))
                .addSubcommand(new ManCommand(shell))
                .setOut(shell.out())
                .setErr(shell.err())
                .setUsageHelpAutoWidth(true)
                .setUsageHelpLongOptionsMaxWidth(26);
        shell.columns()
                .ifPresent(columns ->
                        line.setUsageHelpAutoWidth(false).setUsageHelpWidth(Math.max(columns, NARROWEST_HELP)));
        return line;
    }
}
