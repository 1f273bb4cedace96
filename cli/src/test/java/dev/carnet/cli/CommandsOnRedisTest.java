package dev.carnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.SessionEngine;
import dev.carnet.cli.command.ExitCode;
import dev.carnet.config.CarnetConfig;
import dev.carnet.spi.SessionQuery;
import dev.carnet.testservers.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions in Redis, configured as a Dancer application does it. */
class CommandsOnRedisTest {
    @TempDir
    private Path directory;

    private Prompt.Result run(String command, int port) throws IOException {
        Files.writeString(directory.resolve("config.yml"), """
                appname: "Library"
                session: "Redis"
                redis_session:
                    server: '127.0.0.1:%d'
                    password: ''
                    database: 7
                    expire: 0
                    debug: 0
                dancer: share
                """.formatted(port));
        return Prompt.in(directory).run(command, "--config", "config.yml");
    }

    @Test
    void a_dancer_file_works_with_one_line_more() throws IOException {
        int port = TestServers.redis().port();

        assertThat(run("check", port).out())
                .contains("config.yml, session: Redis")
                .contains("Redis 7.0.15, one server")
                .containsPattern("session_duration +15 min");
        assertThat(run("init", port).code()).isEqualTo(ExitCode.DONE);
        assertThat(run("list", port).out()).isEqualTo("No sessions.\n");
    }

    @Test
    void sessions_whose_end_no_replica_confirms_are_all_ended_and_told() throws IOException {
        int port = TestServers.redis().port();
        String yaml = "session: Redis\nengines: {session: {Redis: {server: '127.0.0.1:%d', database: 8%s}}}\n";
        Files.writeString(directory.resolve("carnet.yml"), yaml.formatted(port, ""));
        List<String> command = new ArrayList<>(List.of("revoke"));
        try (SessionEngine engine =
                CarnetConfig.load(directory.resolve("carnet.yml")).open()) {
            for (int i = 0; i < 3; i++) {
                command.add(engine.create().handle());
            }
            Files.writeString(
                    directory.resolve("carnet.yml"), yaml.formatted(port, ", replicas: 1, replica_timeout: 100 ms"));

            Prompt.Result result = Prompt.in(directory).run(command.toArray(String[]::new));

            assertThat(result.code()).isEqualTo(ExitCode.UNREACHABLE);
            assertThat(result.out()).isEqualTo("3 sessions ended\n");
            assertThat(result.err().lines())
                    .hasSize(3)
                    .allSatisfy(
                            line -> assertThat(line).contains("carnet: the handle s.", "a failover now could undo it"));
            assertThat(engine.sessions().count(SessionQuery.ALL)).isZero();
        }
    }

    @Test
    void a_server_that_is_not_there_is_told_from_a_configuration_that_is_wrong() throws IOException {
        assertThat(run("list", 1).code()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(run("list", 1).err()).contains("Redis: the server cannot be used");
        assertThat(run("list", 0).code()).isEqualTo(ExitCode.USAGE);
    }
}
