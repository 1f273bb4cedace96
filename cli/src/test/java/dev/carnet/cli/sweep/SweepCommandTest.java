package dev.carnet.cli.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.cli.DemoDatabase;
import dev.carnet.cli.Prompt;
import dev.carnet.cli.command.ExitCode;
import dev.carnet.cli.terminal.FixedScreen;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepCommandTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final Instant LONG_AGO = NOW.minus(Duration.ofHours(2));

    @TempDir
    private Path directory;

    private DemoDatabase database;
    private Prompt prompt;

    @BeforeEach
    void makeTheDatabase() {
        database = DemoDatabase.in(directory);
        prompt = Prompt.in(directory).at(NOW);
    }

    @Test
    void expired_sessions_are_deleted_and_counted_once() {
        database.session("ada", LONG_AGO);
        database.session("bob", LONG_AGO);
        String live = database.session("ada", NOW);

        assertThat(prompt.run("sweep")).isEqualTo(new Prompt.Result(ExitCode.DONE, "2 expired sessions deleted\n", ""));
        assertThat(prompt.run("sweep").out()).isEqualTo("0 expired sessions deleted\n");
        assertThat(prompt.run("list", "--all").out()).contains(live);
    }

    @Test
    void small_batches_delete_as_much() {
        for (int i = 0; i < 5; i++) {
            database.session("ada", LONG_AGO);
        }

        assertThat(prompt.run("sweep", "--batch", "2").out()).isEqualTo("5 expired sessions deleted\n");
    }

    @Test
    void somebody_at_a_terminal_sees_how_it_gets_on() {
        database.session("ada", LONG_AGO);
        Prompt terminal = prompt.on(FixedScreen.messagesOnly());

        Prompt.Result result = terminal.run("sweep");
        assertThat(result.err()).contains("Sweeping", "1/?").endsWith("\n");
        assertThat(result.out()).isEqualTo("1 expired session deleted\n");

        assertThat(terminal.run("sweep").err()).contains("Sweeping", "0/?");
    }
}
