package dev.carnet.cli.statistics;

import dev.carnet.cli.command.AuditOption;
import dev.carnet.cli.command.ConfigOption;
import dev.carnet.cli.command.Configured;
import dev.carnet.cli.command.CountConverter;
import dev.carnet.cli.command.ExitCode;
import dev.carnet.cli.command.JsonOption;
import dev.carnet.cli.command.OpenStore;
import dev.carnet.cli.command.Unreadable;
import dev.carnet.cli.selection.JsonValues;
import dev.carnet.cli.selection.Selection;
import dev.carnet.cli.terminal.Progress;
import dev.carnet.cli.terminal.Shell;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code carnet stats}: how many sessions there are, how old, how large, whose. */
@Command(
        name = "stats",
        description = "Count sessions: how many, how old, how large, by user.",
        footer = {
            "",
            "Reads the data that 'list' shows of each session, once, and keeps none in memory.",
            "",
            "Examples:",
            "  carnet stats",
            "  carnet stats --since \"1 hour\"",
            "  carnet stats --json | jq .users"
        })
public final class StatsCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private final Selection which = new Selection();

    @Option(
            names = "--users",
            paramLabel = "N",
            converter = CountConverter.class,
            description = "Show the N users with the most sessions; default is 5.")
    private int users = 5;

    @Mixin
    private final JsonOption json = new JsonOption();

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Mixin
    private final AuditOption audit = new AuditOption();

    public StatsCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Instant now = shell.clock().instant();
        SessionStatistics statistics = new SessionStatistics(now);
        AtomicInteger unreadable = new AtomicInteger();
        Configured configured = config.choose(shell);
        long counted = which.audited(audit, shell, configured, () -> {
            unreadable.set(count(configured, now, statistics));
            return statistics.count();
        });
        StatisticsView view = new StatisticsView(statistics, users);
        if (json.isSet()) {
            view.printJson(shell);
        } else {
            view.print(shell);
        }
        Unreadable.report(shell, unreadable.get());
        return counted == 0 && which.isNarrowed() ? ExitCode.NO : ExitCode.DONE;
    }

    /** Gives how many could not be read. */
    private int count(Configured configured, Instant now, SessionStatistics statistics) {
        try (OpenStore open = configured.open(shell.clock());
                Progress progress = Progress.of(shell, "Counting", () -> open.expected(which.query(open, now)))) {
            JsonValues values = new JsonValues(open.store().traits().encoding());
            return open.sessions().scan(which.query(open, now), session -> {
                progress.add(1);
                if (which.matches(session, values)) {
                    statistics.add(session.header());
                }
                return true;
            });
        }
    }
}
