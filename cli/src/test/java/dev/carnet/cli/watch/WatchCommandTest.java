package dev.carnet.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.cli.DemoDatabase;
import dev.carnet.cli.Prompt;
import dev.carnet.cli.command.ExitCode;
import dev.carnet.cli.terminal.FixedScreen;
import dev.carnet.cli.terminal.Shell;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchCommandTest {
    @TempDir
    private Path directory;

    @Test
    void what_is_watched_is_said_and_a_look_without_news_prints_nothing() {
        DemoDatabase.in(directory).session("ada", Instant.now());

        Prompt.Result result = Prompt.in(directory).run("watch", "--interval", "1ms", "--looks", "2");

        assertThat(result)
                .isEqualTo(
                        new Prompt.Result(ExitCode.DONE, "", "carnet: watching 1 session, every 1 ms; Ctrl-C ends\n"));
    }

    @Test
    void a_pause_of_nothing_is_refused() {
        Prompt.Result result = Prompt.in(directory).run("watch", "--interval", "0");

        assertThat(result.code()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).contains("--interval");
    }

    @Test
    void no_name_drives_the_terminal() {
        Prompt prompt = Prompt.in(directory);
        SessionWatch.Happening evil =
                new SessionWatch.Happening(SessionWatch.Kind.BEGUN, "s.x\u001B[2J", "eve\u001B]0;x\u0007");
        StringWriter out = new StringWriter();
        Shell shell = new Shell(
                directory,
                prompt.variables(),
                new BufferedReader(new StringReader("")),
                new PrintWriter(out),
                new PrintWriter(out),
                FixedScreen.NONE,
                InstantSource.fixed(Instant.EPOCH.plus(Duration.ofDays(1))));

        new WatchView(shell, false).print(List.of(evil), shell.clock().instant());
        new WatchView(shell, true).print(List.of(evil), shell.clock().instant());

        assertThat(out.toString()).isEqualTo("""
                        1970-01-02T00:00:00Z  begun    s.x\\u001B[2J              eve\\u001B]0;x\\u0007
                        {"at":"1970-01-02T00:00:00Z","event":"begun","handle":"s.x\\u001B[2J","user":"eve\\u001B]0;x\\u0007"}
                        """);
    }
}
