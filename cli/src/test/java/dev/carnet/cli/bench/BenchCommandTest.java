package dev.carnet.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.cli.DemoDatabase;
import dev.carnet.cli.Prompt;
import dev.carnet.cli.command.ExitCode;
import dev.carnet.cli.terminal.FixedScreen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class BenchCommandTest {
    private static final String[] BRIEFLY = {"bench", "--threads", "2", "--seconds", "1"};

    @TempDir
    private Path directory;

    private DemoDatabase database;
    private Prompt prompt;

    @BeforeEach
    void makeTheDatabase() {
        database = DemoDatabase.in(directory);
        prompt = Prompt.in(directory);
    }

    private static String[] briefly(String... more) {
        String[] all = Arrays.copyOf(BRIEFLY, BRIEFLY.length + more.length);
        System.arraycopy(more, 0, all, BRIEFLY.length, more.length);
        return all;
    }

    @Test
    void every_kind_of_work_is_in_the_table_with_a_bar() {
        Prompt.Result result = prompt.run(BRIEFLY);

        assertThat(result.code()).isEqualTo(ExitCode.DONE);
        assertThat(result.err()).isEmpty();
        assertThat(result.out().lines()).hasSize(7).element(0).isEqualTo("JDBC: 2 threads, sessions of 2 KB");
        assertThat(result.out()).contains("PER SECOND", "MEDIAN", "99 %");
        assertThat(result.out().lines().skip(2))
                .allMatch(line -> line.matches("(new|read|change|new id|end) +[0-9,]+ .* ms  #+"));
    }

    @Test
    void programs_get_json() {
        JsonNode json = prompt.run(briefly("--bytes", "500", "--json")).json();

        assertThat(json.get("session").asString()).isEqualTo("JDBC");
        assertThat(json.get("bytes").asInt()).isEqualTo(500);
        assertThat(json.get("work")).hasSize(5).allSatisfy(work -> {
            assertThat(work.get("count").asLong()).isPositive();
            assertThat(work.get("perSecond").asDouble()).isPositive();
            assertThat(work.get("medianMillis").asDouble())
                    .isPositive()
                    .isLessThanOrEqualTo(work.get("p99Millis").asDouble());
        });
    }

    @Test
    void its_own_sessions_are_gone_afterwards_and_others_are_as_they_were() {
        String others = database.session("ada", prompt.now());
        String before = prompt.run("list", "--all").out();

        prompt.run(BRIEFLY);

        assertThat(prompt.run("list", "--all").out()).isEqualTo(before).contains(others);
    }

    @Test
    void somebody_at_a_terminal_sees_how_it_gets_on() {
        Prompt.Result result = prompt.on(FixedScreen.messagesOnly()).run(BRIEFLY);

        assertThat(result.err()).contains("Measuring").endsWith("\n");
        assertThat(result.out()).startsWith("JDBC: ");
    }

    @Test
    void sessions_on_the_heap_of_this_process_can_be_measured_too() throws IOException {
        Files.writeString(directory.resolve("carnet.yml"), "session: Memory\n");

        assertThat(prompt.run(BRIEFLY).out()).startsWith("Memory: 2 threads");
    }

    @Test
    void a_store_that_is_not_there_is_said_to_be_so() throws IOException {
        Files.writeString(
                directory.resolve("carnet.yml"),
                "session: DBI\nengines: {session: {DBI: {dsn: 'jdbc:sqlite:nowhere/at/all.db'}}}\n");

        Prompt.Result result = prompt.run(BRIEFLY);

        assertThat(result.code()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("carnet: ");
    }
}
