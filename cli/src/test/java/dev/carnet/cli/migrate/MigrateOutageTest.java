package dev.carnet.cli.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.SessionEngine;
import dev.carnet.cli.Carnet;
import dev.carnet.cli.Prompt;
import dev.carnet.cli.command.ExitCode;
import dev.carnet.config.CarnetConfig;
import dev.carnet.spi.SessionQuery;
import dev.carnet.testservers.RedisServer;
import dev.carnet.testservers.TestServers;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A Redis that is silent, late or gone while sessions move to it, all options at their defaults. */
@Timeout(120)
class MigrateOutageTest {
    private static final int SESSIONS = 200;
    private static final Duration SILENT = Duration.ofMillis(3500); // longer than Redis's timeout of 2 s

    @TempDir
    private Path directory;

    private RedisServer redis;

    @BeforeEach
    void begin() throws IOException {
        redis = RedisServer.start(TestServers.directory());
        String old =
                "session: JDBC\nengines: {session: {JDBC: {url: 'jdbc:sqlite:" + directory.resolve("old.db") + "'}}}\n";
        Files.writeString(
                directory.resolve("carnet.yml"),
                "session: Redis\nengines: {session: {Redis: {server: '127.0.0.1:" + redis.port() + "'}}}\nfallback:\n"
                        + old.indent(2));
        try (SessionEngine engine = CarnetConfig.parse("old.yml", old).open()) {
            for (int i = 0; i < SESSIONS; i++) {
                engine.create();
            }
        }
    }

    @AfterEach
    void end() {
        redis.close();
    }

    private void awaitTheFirst() throws Exception {
        while (redis.command("DBSIZE").equals("0")) {
            Thread.sleep(20);
        }
    }

    private Prompt.Result interrupted(Duration silence, String... options) throws Exception {
        CompletableFuture<Prompt.Result> move =
                CompletableFuture.supplyAsync(() -> Prompt.in(directory).run(command(options)));
        awaitTheFirst();
        redis.command("CLIENT PAUSE " + silence.toMillis() + " ALL");
        return move.get();
    }

    private static String[] command(String... options) {
        String[] command = new String[options.length + 2];
        command[0] = "migrate";
        command[1] = "--rate=200";
        System.arraycopy(options, 0, command, 2, options.length);
        return command;
    }

    @Test
    void calls_that_run_into_their_timeout_and_writes_that_come_too_late_do_not_end_the_move() throws Exception {
        Prompt.Result result = interrupted(SILENT);

        assertThat(result.err()).contains("Trying again in 1 s; Ctrl-C stops");
        assertThat(result.code()).as(result.err()).isEqualTo(ExitCode.DONE);
        assertThat(result.out()).isEqualTo(SESSIONS + " sessions moved\n");
        try (SessionEngine engine =
                CarnetConfig.load(directory.resolve("carnet.yml")).open()) {
            assertThat(engine.sessions().count(SessionQuery.ALL)).isEqualTo(SESSIONS);
        }
    }

    @Test
    @EnabledIfSystemProperty(
            named = "carnet.test.full",
            matches = "true",
            disabledReason = "takes some seconds; -Pfull")
    void patience_counts_the_calls_own_timeouts() throws Exception {
        long begun = System.nanoTime();

        Prompt.Result result = interrupted(Duration.ofMinutes(1), "--patience=3 seconds");

        assertThat(result.code()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(result.err())
                .contains(
                        "carnet: Redis: ", "Run the same command again in this directory to continue: .carnet-migrate");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    @EnabledIfSystemProperty(
            named = "carnet.test.full",
            matches = "true",
            disabledReason = "takes some seconds; -Pfull")
    void ctrl_c_does_not_wait_for_the_end_of_a_pause() throws Exception {
        Process move = process("--rate=50");
        awaitTheFirst();
        redis.kill();
        try (BufferedReader said = move.inputReader()) {
            while (!said.readLine().contains("Trying again in 4 s")) {
                assertThat(move.isAlive()).isTrue();
            }
            move.toHandle().destroy(); // SIGTERM, as Ctrl-C

            assertThat(move.waitFor(3, TimeUnit.SECONDS)).isTrue();
            assertThat(said.lines()).last().asString().contains("the move has stopped", "Run the same command again");
            assertThat(directory.resolve(".carnet-migrate")).exists();
        }
    }

    @Test
    @EnabledIfSystemProperty(
            named = "carnet.test.full",
            matches = "true",
            disabledReason = "takes some seconds; -Pfull")
    void ctrl_c_does_not_wait_for_calls_that_are_not_answered() throws Exception {
        Files.writeString(
                directory.resolve("carnet.yml"),
                Files.readString(directory.resolve("carnet.yml"))
                        .replace("{server:", "{timeout: 100 seconds, server:"));
        Process move = process("--rate=50");
        awaitTheFirst();
        redis.command("CLIENT PAUSE 100000 ALL");
        TimeUnit.SECONDS.sleep(1); // until calls wait
        try (BufferedReader said = move.inputReader()) {
            move.toHandle().destroy(); // SIGTERM, as Ctrl-C

            assertThat(move.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(said.lines()).last().asString().contains("the move has stopped", "Run the same command again");
            assertThat(directory.resolve(".carnet-migrate")).exists();
        }
    }

    private Process process(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Carnet.class.getName(),
                "migrate"));
        command.addAll(List.of(options));
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
    }
}
