package dev.carnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.cli.command.ExitCode;
import dev.carnet.spi.SessionQuery;
import dev.carnet.text.Words;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The program as a process of its own: exit status, pipes, character set. */
@Timeout(120)
class ProcessTest {
    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path directory;

    private Process start(String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", // as the jar's manifest has it
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "-Dorg.sqlite.tmpdir=" + System.getProperty("org.sqlite.tmpdir", System.getProperty("java.io.tmpdir")),
                Carnet.class.getName()));
        command.addAll(List.of(args));
        ProcessBuilder process = new ProcessBuilder(command).directory(directory.toFile());
        process.environment().put("LC_ALL", "C");
        return process.start();
    }

    private static String text(InputStream stream) throws IOException {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void the_working_directorys_database_is_listed_in_utf_8_whatever_the_locale() throws Exception {
        DemoDatabase.in(directory).session("Zoë", Instant.now());

        Process list = start("list");

        assertThat(text(list.getInputStream())).contains("Zoë");
        assertThat(text(list.getErrorStream())).isEmpty();
        assertThat(list.waitFor()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void a_message_and_the_exit_status_tell_what_is_wrong() throws Exception {
        Process list = start("list");

        assertThat(text(list.getErrorStream())).startsWith("carnet: ").contains("--config FILE");
        assertThat(list.waitFor()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void a_reader_who_has_seen_enough_is_no_error() throws Exception {
        DemoDatabase.in(directory).use(engine -> {
            for (int i = 0; i < 2_000; i++) {
                engine.create();
            }
        });

        Process list = start("list");
        try (BufferedReader firstLine = list.inputReader(StandardCharsets.UTF_8)) {
            assertThat(firstLine.readLine()).startsWith("HANDLE");
        }

        assertThat(text(list.getErrorStream())).isEmpty();
        assertThat(list.waitFor()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void a_sweep_that_is_stopped_ends_its_batch_and_says_how_far_it_got() throws Exception {
        int expired = 300;
        DemoDatabase database = DemoDatabase.in(directory);
        database.at(LONG_AGO, engine -> {
            for (int i = 0; i < expired; i++) {
                engine.create();
            }
        });

        Process sweep = start("sweep", "--batch", "1");
        int[] left = new int[1];
        database.at(LONG_AGO, engine -> {
            while (engine.sessions().count(SessionQuery.ALL) == expired && sweep.isAlive()) {
                Thread.onSpinWait();
            }
            sweep.toHandle().destroy();
            sweep.onExit().join();
            left[0] = (int) engine.sessions().count(SessionQuery.ALL);
        });

        assertThat(text(sweep.getErrorStream())).isEmpty();
        assertThat(text(sweep.getInputStream()))
                .startsWith(Words.count(expired - left[0], "expired session") + " deleted")
                .contains(left[0] > 0 ? "stopped" : "deleted");
    }

    @Test
    void an_import_that_was_killed_goes_on_and_each_session_is_there_once() throws Exception {
        int sessions = 3000;
        DemoDatabase.in(directory).use(engine -> {
            for (int i = 0; i < sessions; i++) {
                engine.create();
            }
        });
        Prompt prompt = Prompt.in(directory);
        prompt.run("export", "out.ndjson");
        Files.writeString(
                directory.resolve("b.yml"),
                "session: JDBC\nengines: {session: {JDBC: {create: true, url: 'jdbc:sqlite:" + directory.resolve("b.db")
                        + "'}}}\n");
        prompt.run("init", "-c", "b.yml");

        Process imported = start("import", "-c", "b.yml", "out.ndjson");
        while (stored(prompt) == 0 && imported.isAlive()) {
            Thread.onSpinWait();
        }
        imported.destroyForcibly().onExit().join();
        long kept = stored(prompt);
        JsonNode result =
                prompt.run("import", "-c", "b.yml", "--json", "out.ndjson").json();

        assertThat(stored(prompt)).isEqualTo(sessions);
        assertThat(result.get("bad").asInt()).isZero();
        if (kept < sessions) {
            assertThat(result.get("stored").asLong()).isEqualTo(sessions - kept);
            assertThat(result.get("before").asLong() + result.get("same").asLong())
                    .isEqualTo(kept);
        }
    }

    private static long stored(Prompt prompt) {
        return prompt.run("stats", "-c", "b.yml", "--json")
                .json()
                .get("sessions")
                .asLong();
    }

    @Test
    void a_watch_tells_what_happens_and_its_end_is_no_error() throws Exception {
        DemoDatabase database = DemoDatabase.in(directory);

        Process watch = start("watch", "--interval", "20ms", "--json");
        try (BufferedReader said = watch.errorReader(StandardCharsets.UTF_8);
                BufferedReader happened = watch.inputReader(StandardCharsets.UTF_8)) {
            assertThat(said.readLine()).startsWith("carnet: watching 0 sessions");
            String handle = database.session("ada", Instant.now());
            assertThat(happened.readLine()).contains("\"begun\"", handle, "\"ada\"");

            watch.toHandle().destroy();

            assertThat(watch.waitFor()).isEqualTo(ExitCode.DONE);
        }
    }

    @Test
    void measuring_that_is_stopped_ends_its_sessions() throws Exception {
        DemoDatabase database = DemoDatabase.in(directory);

        Process bench = start("bench", "--threads", "1", "--seconds", "300");
        long[] left = new long[1];
        database.use(engine -> {
            while (engine.sessions().count(SessionQuery.ALL) == 0 && bench.isAlive()) {
                Thread.onSpinWait();
            }
            bench.toHandle().destroy();
            bench.onExit().join();
            left[0] = engine.sessions().count(SessionQuery.ALL);
        });

        assertThat(text(bench.getErrorStream())).contains("stopped");
        assertThat(left[0]).isZero();
    }

    /** The server answers "100 Continue" when it has begun with the request, whose body is still on its way. */
    @Test
    void a_demo_that_is_stopped_answers_the_requests_that_it_has_begun() throws Exception {
        Process demo = start("demo", "--port", "0");
        try (BufferedReader printed = demo.inputReader(StandardCharsets.UTF_8)) {
            URI uri = URI.create(printed.readLine().replaceFirst("^Demo +", ""));
            String form = "ms=4000&name=colour&value=green";
            try (Socket line = new Socket(uri.getHost(), uri.getPort())) {
                BufferedReader answer =
                        new BufferedReader(new InputStreamReader(line.getInputStream(), StandardCharsets.US_ASCII));
                send(
                        line,
                        "POST /slow HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n"
                                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length()
                                + "\r\n\r\n");
                assertThat(answer.readLine()).startsWith("HTTP/1.1 100");
                send(line, form);

                demo.toHandle().destroy();

                assertThat(answer.readLine()).isEmpty();
                assertThat(answer.readLine()).startsWith("HTTP/1.1 303");
            }
            demo.onExit().join();
        }
        DemoDatabase.in(directory)
                .use(engine ->
                        assertThat(engine.sessions().count(SessionQuery.ALL)).isOne());
    }

    private static void send(Socket line, String text) throws IOException {
        line.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        line.getOutputStream().flush();
    }

    /** Whoever has no answer has no session stored. */
    @Test
    void a_demo_that_is_stopped_under_load_answers_whatever_it_has_stored() throws Exception {
        Process demo = start("demo", "--port", "0");
        AtomicInteger answered = new AtomicInteger();
        try (BufferedReader printed = demo.inputReader(StandardCharsets.UTF_8)) {
            URI uri = URI.create(printed.readLine().replaceFirst("^Demo +", ""));
            CountDownLatch busy = new CountDownLatch(100);
            List<Thread> visitors = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Thread visitor = new Thread(() -> visit(uri, answered, busy));
                visitor.start();
                visitors.add(visitor);
            }
            assertThat(busy.await(60, TimeUnit.SECONDS)).isTrue();

            demo.toHandle().destroy();

            demo.onExit().join();
            for (Thread each : visitors) {
                each.join();
            }
        }
        DemoDatabase.in(directory)
                .use(engine ->
                        assertThat(engine.sessions().count(SessionQuery.ALL)).isEqualTo(answered.get()));
    }

    /** Makes sessions, each on a line of its own, until nobody answers any more. */
    private static void visit(URI uri, AtomicInteger answered, CountDownLatch busy) {
        String request = "POST /count HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
        String first = "";
        while (first != null) {
            try (Socket line = new Socket(uri.getHost(), uri.getPort())) {
                send(line, request);
                first = firstLine(line);
            } catch (IOException gone) {
                first = null;
            }
            if (first != null && first.startsWith("HTTP/1.1 303")) {
                answered.incrementAndGet();
                busy.countDown();
            }
        }
    }

    private static @Nullable String firstLine(Socket line) throws IOException {
        return new BufferedReader(new InputStreamReader(line.getInputStream(), StandardCharsets.US_ASCII)).readLine();
    }
}
