package dev.carnet.cli;

import dev.carnet.BulkResult;
import dev.carnet.spi.SessionQuery;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code carnet sweep}: deletes what has expired. */
@Command(
        name = "sweep",
        description = {
            "Delete the sessions that have expired, in bounded batches.",
            "Applications do so by themselves unless sweep_interval is 0."
        },
        footer = {
            "",
            "Ctrl-C stops after the batch at hand.",
            "",
            "Examples:",
            "  carnet sweep",
            "  carnet sweep --batch 5000"
        })
final class SweepCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Option(
            names = {"-b", "--batch"},
            paramLabel = "N",
            converter = CountConverter.class,
            description = "The most sessions to delete in one statement; default is the configured sweep_batch.")
    private @Nullable Integer batch;

    @Mixin
    private final JsonOption json = new JsonOption();

    SweepCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        try (Interruption interruption = Interruption.onExit();
                OpenStore open = config.choose(shell).open(shell.clock(), batch)) {
            BulkResult swept;
            boolean stopped;
            try (Progress progress = Progress.of(shell, "Sweeping", () -> expired(open))) {
                swept = open.sessions().sweep(size -> {
                    progress.add(size);
                    interruption.interruptIfAsked();
                });
                stopped = Thread.interrupted();
            }
            if (json.isSet()) {
                BulkJson.print(shell, "deleted", swept);
            } else {
                String rest = stopped ? "; stopped, there may be more" : "";
                shell.out().println(Words.count(swept.sessions(), "expired session") + " deleted" + rest);
            }
            Unreadable.report(shell, swept.unreadable());
            shell.out().flush(); // now: once the interruption is closed, the process may end
        }
        return ExitCode.DONE;
    }

    private long expired(OpenStore open) {
        return open.sessions().count(open.sessions().expired(SessionQuery.ALL));
    }
}
