package dev.carnet.cli.watch;

import dev.carnet.cli.command.ConfigOption;
import dev.carnet.cli.command.CountConverter;
import dev.carnet.cli.command.DurationConverter;
import dev.carnet.cli.command.ExitCode;
import dev.carnet.cli.command.JsonOption;
import dev.carnet.cli.command.OpenStore;
import dev.carnet.cli.terminal.Shell;
import dev.carnet.spi.SessionQuery;
import dev.carnet.text.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code carnet watch}: what happens to sessions, as it happens. */
@Command(
        name = "watch",
        description = {
            "Report which sessions begin, end, expire, get a new id or another user.",
            "Polls the data that 'list' shows of each session, and compares. A session that begins and ends between"
                    + " two polls is not seen."
        },
        footer = {
            "",
            "If there are more sessions than --most, it watches a sample and says so on standard",
            "error: the sessions whose key begins with the same characters.",
            "It pauses for at least as long as it reads.",
            "Ctrl-C and SIGTERM end it, with the exit code 0.",
            "",
            "Examples:",
            "  carnet watch --user ada",
            "  carnet watch --json | jq -c 'select(.event == \"ended\")'"
        })
public final class WatchCommand implements Callable<Integer> {
    private static final int MOST = 50_000;

    private final Shell shell;

    @Option(
            names = {"-u", "--user"},
            paramLabel = "NAME",
            description = "Only this user's sessions.")
    private @Nullable String user;

    @Option(
            names = {"-i", "--interval"},
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "Pause between two polls; default is 2 seconds.")
    private Duration interval = Duration.ofSeconds(2);

    @Option(
            names = "--most",
            paramLabel = "N",
            converter = CountConverter.class,
            description = "Maximum number of sessions to read and hold; default is 50000, which take about 50 MB.")
    private int most = MOST;

    @Option(
            names = "--looks",
            paramLabel = "N",
            converter = CountConverter.class,
            description = "End after this number of polls; the first reports nothing.")
    private int looks = Integer.MAX_VALUE;

    @Mixin
    private final JsonOption json = new JsonOption();

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs anything
    private CommandSpec spec;

    public WatchCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (interval.isZero() || interval.isNegative()) {
            throw new ParameterException(spec.commandLine(), "--interval requires a duration greater than 0");
        }
        CountDownLatch end = new CountDownLatch(1);
        Object onInterrupt = Signals.register("INT", end::countDown);
        Object onTerminate = Signals.register("TERM", end::countDown);
        try (OpenStore open = config.choose(shell).open(shell.clock())) {
            SessionQuery query = SessionQuery.ALL.within(open.options().keyPrefix());
            watch(open, user == null ? query : query.ofPrincipal(user), end);
        } finally {
            Signals.unregister("INT", onInterrupt);
            Signals.unregister("TERM", onTerminate);
        }
        return ExitCode.DONE;
    }

    private void watch(OpenStore open, SessionQuery query, CountDownLatch end) throws InterruptedException {
        SessionWatch watch = new SessionWatch(open.store(), query, most, System::nanoTime);
        WatchView view = new WatchView(shell, json.isSet());
        long share = 0;
        Duration pause;
        for (int i = 0; i < looks; i++) {
            long began = System.nanoTime();
            Instant now = shell.clock().instant();
            Instant liveBy = open.sessions().live(SessionQuery.ALL).liveAt();
            view.print(watch.round(now, liveBy == null ? now : liveBy), now);
            if (watch.share() != share) {
                share = watch.share();
                view.begin(watch, Words.exactly(interval, "0 s"));
            }
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            pause = took.compareTo(interval) > 0 ? took : interval;
            if (!shell.isHeard() || i + 1 == looks || end.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }
}
