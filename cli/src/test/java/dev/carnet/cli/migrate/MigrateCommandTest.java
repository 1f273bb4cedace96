package dev.carnet.cli.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.SessionId;
import dev.carnet.cli.Prompt;
import dev.carnet.cli.command.ExitCode;
import dev.carnet.config.CarnetConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code migrate} says; {@link MigrateUnderLoadTest} has what it does while sessions are in use. */
class MigrateCommandTest {
    @TempDir
    private Path directory;

    private void configure(String file, String yaml) throws IOException {
        Files.writeString(directory.resolve(file), yaml);
    }

    private CarnetConfig config(String file) {
        return CarnetConfig.load(directory.resolve(file));
    }

    private static String sqlite(Path file) {
        return "session: JDBC\nengines: {session: {JDBC: {url: 'jdbc:sqlite:" + file + "'}}}\n";
    }

    private static String indented(String yaml) {
        return "fallback:\n" + yaml.lines().map(each -> "  " + each + "\n").reduce("", String::concat);
    }

    @Test
    void without_a_fallback_there_is_nothing_to_move_and_a_message_says_what_to_do() throws IOException {
        configure("carnet.yml", sqlite(directory.resolve("new.db")));

        Prompt.Result result = Prompt.in(directory).run("migrate");

        assertThat(result.code()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err())
                .contains("there is no 'fallback' from which to move sessions; configure the old store as 'fallback'");
    }

    @Test
    void a_dry_run_counts_and_a_run_moves_and_says_how_many() throws IOException {
        configure("old.yml", sqlite(directory.resolve("old.db")));
        configure("carnet.yml", sqlite(directory.resolve("new.db")) + indented(sqlite(directory.resolve("old.db"))));
        SessionId id;
        try (SessionEngine engine = config("old.yml").open()) {
            Session session = engine.create();
            session.put("cart", List.of("tea"));
            id = engine.flush(session).id();
            engine.create();
        }
        config("carnet.yml").open().close();
        Prompt prompt = Prompt.in(directory);

        assertThat(prompt.run("migrate", "--dry-run").out())
                .isEqualTo("2 sessions in the fallback, 0 sessions in the configured store\n");
        assertThat(prompt.run("migrate").out()).isEqualTo("2 sessions moved\n");
        assertThat(prompt.run("migrate", "--json").json().get("moved").asInt()).isZero();
        assertThat(directory.resolve(".carnet-migrate")).doesNotExist();
        try (SessionEngine engine = config("carnet.yml").open()) {
            assertThat(engine.retrieve(id).orElseThrow().get("cart")).isEqualTo(List.of("tea"));
        }
        assertThat(prompt.run("list", "--config", "old.yml").out()).isEqualTo("No sessions.\n");
    }
}
