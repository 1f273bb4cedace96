package dev.carnet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.spi.SessionStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes on one file. */
@Timeout(120)
class JdbcSeveralProcessesTest {
    private static final int PROCESSES = 2;
    private static final int THREADS = 4;
    private static final int ROUNDS = 50;
    private static final int STRIKES = PROCESSES * THREADS * ROUNDS;

    @TempDir
    private Path directory;

    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void endThem() {
        processes.forEach(Process::destroyForcibly);
    }

    /** All set the file up at a time and work at a time. */
    @Test
    void writers_in_several_processes_lose_nothing_and_meet_no_locked_database() throws Exception {
        SqlitePlace place = new SqlitePlace(directory.resolve("web.db"));
        place.sql(SqlitePlace.ORIGINAL_TABLE);
        for (int i = 0; i < PROCESSES; i++) {
            processes.add(start(place.file(), "p" + i));
        }
        List<BufferedReader> outputs =
                processes.stream().map(Process::inputReader).toList();
        for (int i = 0; i < PROCESSES; i++) {
            assertThat(outputs.get(i).readLine())
                    .as(() -> errors("p0") + errors("p1"))
                    .isEqualTo("ready");
        }
        try (SessionStore store = place.open()) {
            store.create(Hammer.shared());
        }

        for (Process each : processes) {
            each.getOutputStream().close();
        }

        int swept = 0;
        for (int i = 0; i < PROCESSES; i++) {
            assertThat(processes.get(i).waitFor()).as(errors("p" + i)).isZero();
            swept += Integer.parseInt(outputs.get(i).readLine());
        }
        assertThat(place.sql("SELECT session_data FROM sessions WHERE id = 'shared'"))
                .containsExactly("{\"n\":" + STRIKES + "}");
        assertThat(place.sql("SELECT count(*) FROM sessions WHERE id <> 'shared'"))
                .containsExactly(String.valueOf(STRIKES - swept));
        assertThat(swept).isPositive();
    }

    private Process start(Path file, String name) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dorg.sqlite.tmpdir=" + System.getProperty("org.sqlite.tmpdir"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Hammer.class.getName(),
                        file.toString(),
                        name,
                        String.valueOf(THREADS),
                        String.valueOf(ROUNDS))
                .redirectError(directory.resolve(name + ".err").toFile())
                .start();
    }

    private String errors(String name) {
        try {
            return Files.readString(directory.resolve(name + ".err"));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
