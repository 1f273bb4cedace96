package dev.carnet.cli.bench;

import dev.carnet.SessionEngine;
import dev.carnet.cli.command.ConfigOption;
import dev.carnet.cli.command.Configured;
import dev.carnet.cli.command.CountConverter;
import dev.carnet.cli.command.ExitCode;
import dev.carnet.cli.command.JsonOption;
import dev.carnet.cli.terminal.Interruption;
import dev.carnet.cli.terminal.Progress;
import dev.carnet.cli.terminal.Shell;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code carnet bench}: how fast a configuration's store is from here. */
@Command(
        name = "bench",
        description = {
            "Measure the configured store: create sessions, read, change and rename them,",
            "end them. It uses sessions of its own and ends them; others are not touched,",
            "but other users of the store have to wait a little longer meanwhile."
        },
        footer = {
            "",
            "Ctrl-C stops it and ends its sessions.",
            "",
            "Examples:",
            "  carnet bench",
            "  carnet bench --threads 64 --seconds 60",
            "  carnet bench --bytes 20000 --json"
        })
public final class BenchCommand implements Callable<Integer> {
    private static final int TICKS_PER_SECOND = 10;

    private final Shell shell;

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Option(
            names = {"-t", "--threads"},
            paramLabel = "N",
            converter = CountConverter.class,
            defaultValue = "8",
            description = "Number of concurrent threads; default is ${DEFAULT-VALUE}.")
    private int threads;

    @Option(
            names = {"-s", "--seconds"},
            paramLabel = "N",
            converter = CountConverter.class,
            defaultValue = "10",
            description = "Total duration in seconds; default is ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = {"-b", "--bytes"},
            paramLabel = "N",
            converter = CountConverter.class,
            defaultValue = "2000",
            description = "Size of a session in bytes, in ten texts; default is ${DEFAULT-VALUE}.")
    private int bytes;

    @Mixin
    private final JsonOption json = new JsonOption();

    public BenchCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Configured configured = config.choose(shell);
        List<StoreFigures> figures = new ArrayList<>();
        boolean stopped = false;
        try (Interruption interruption = Interruption.onExit();
                SessionEngine engine = configured.openForSessionsOfItsOwn(shell.clock(), StoreLoad.LIFE)) {
            try (StoreLoad load = new StoreLoad(engine, threads, bytes);
                    Progress progress = Progress.of(shell, "Measuring", () -> (long) seconds * TICKS_PER_SECOND)) {
                for (StoreWork work : StoreWork.values()) {
                    figures.add(load.run(work, perWork(), () -> {
                        progress.add(1);
                        interruption.interruptIfAsked();
                    }));
                }
            } catch (InterruptedException asked) {
                stopped = true;
            }
            BenchReport report = new BenchReport(configured, threads, bytes, figures);
            if (json.isSet()) {
                report.printJson(shell);
            } else {
                report.print(shell);
            }
            if (stopped) {
                shell.err().println("carnet: stopped before all measurements were done");
            }
            shell.out().flush(); // now: once the interruption is closed, the process may end
        }
        return stopped ? ExitCode.NO : ExitCode.DONE;
    }

    private Duration perWork() {
        return Duration.ofSeconds(seconds).dividedBy(StoreWork.values().length);
    }
}
