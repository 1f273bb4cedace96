package dev.carnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.cli.command.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What reads all sessions holds few of them: they have several times as many bytes as the process has memory. */
@Timeout(300)
class MemoryTest {
    private static final int SESSIONS = 20_000;
    private static final int BYTES = 2_500;
    private static final String HEAP = "-Xmx20m";

    @TempDir
    private Path directory;

    @BeforeEach
    void fill() {
        DemoDatabase database = DemoDatabase.in(directory);
        database.session(Instant.now(), session -> {
            session.setPrincipal("ada");
            session.put("filling", "x".repeat(BYTES));
        });
        database.sql("""
                INSERT INTO sessions
                WITH RECURSIVE n (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < ?)
                SELECT printf('%040d', n.value), 's.' || printf('%022d', n.value), version, created_at, last_accessed_at,
                       max_idle, ends_at, expires_at, format, principal || (n.value % 999), session_data
                FROM n, (SELECT * FROM sessions LIMIT 1)
                """, SESSIONS - 1);
    }

    private String run(String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Carnet.class.getName()));
        command.addAll(List.of(args));
        Path out = directory.resolve("out");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(directory.resolve("err").toFile())
                .start();
        assertThat(process.waitFor())
                .as(Files.readString(directory.resolve("err")))
                .isEqualTo(ExitCode.DONE);
        return Files.readString(out);
    }

    @Test
    void lists_counts_and_copies_need_no_memory_for_each_session() throws Exception {
        assertThat(run("list", "--where", "stored=true").lines()).hasSize(SESSIONS + 1);
        assertThat(run("stats", "--json")).contains("20000");
        assertThat(run("export", "copy.ndjson")).contains("20,000 sessions exported");
        assertThat(Files.size(directory.resolve("copy.ndjson"))).isGreaterThan((long) SESSIONS * BYTES);
    }
}
