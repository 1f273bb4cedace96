package dev.carnet.cli.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.cli.Prompt;
import dev.carnet.cli.command.ExitCode;
import dev.carnet.testservers.MongoDbServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitCommandTest {
    @TempDir
    private Path directory;

    private Path database;

    @BeforeEach
    void configure() throws IOException {
        database = directory.resolve("sessions.db");
        Files.writeString(directory.resolve("carnet.yml"), """
                session: DBI
                engines:
                  session:
                    DBI:
                      dsn: jdbc:sqlite:%s
                """.formatted(database));
    }

    @Test
    void a_dry_run_prints_statements_that_a_database_understands() throws SQLException {
        Prompt.Result result = Prompt.in(directory).run("init", "--dry-run");

        assertThat(result.code()).isEqualTo(ExitCode.DONE);
        assertThat(result.out()).contains("CREATE TABLE").endsWith(";\n");
        assertThat(database).doesNotExist();

        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            for (String each : result.out().strip().split(";\n", -1)) {
                statement.execute(each);
            }
        }
        assertThat(Prompt.in(directory).run("list").out()).isEqualTo("No sessions.\n");
    }

    @Test
    void what_is_missing_is_made_once() {
        Prompt.Result first = Prompt.in(directory).run("init");
        assertThat(first.code()).isEqualTo(ExitCode.DONE);
        assertThat(first.out()).contains("CREATE TABLE");
        assertThat(Prompt.in(directory).run("list").out()).isEqualTo("No sessions.\n");

        Prompt.Result second = Prompt.in(directory).run("init");
        assertThat(second.code()).isEqualTo(ExitCode.DONE);
        assertThat(second.out()).isEmpty();
        assertThat(second.err()).startsWith("Nothing to do");
        assertThat(Prompt.in(directory).run("init", "--dry-run").out()).isEmpty();
    }

    @Test
    void what_the_server_refuses_is_not_reported_as_done() throws IOException {
        try (MongoDbServer server = MongoDbServer.start()) {
            server.refuseAlways(
                    each -> each.toString().contains("expireAfterSeconds"),
                    2,
                    "BadValue",
                    "The 'expireAfterSeconds' option is supported on '_ts' field only.");
            Files.writeString(
                    directory.resolve("carnet.yml"),
                    "session: MongoDB\nengines: {session: {MongoDB: {mongodb_uri: '" + server.uri() + "/web'}}}\n");

            Prompt.Result result = Prompt.in(directory).run("init");

            assertThat(result.code()).isEqualTo(ExitCode.DONE);
            assertThat(result.out().substring(0, result.out().indexOf("refused")))
                    .contains("createIndex({\"principal\": 1, \"_id\": 1}")
                    .doesNotContain("expireAfterSeconds");
            assertThat(result.out().substring(result.out().indexOf("refused")))
                    .contains("createIndex({\"expiresAt\": 1}, {\"expireAfterSeconds\": 60})");
        }
    }
}
