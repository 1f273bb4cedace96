package dev.carnet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.cli.command.ExitCode;
import dev.carnet.config.CarnetConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KiokuDbTest {
    @TempDir
    private Path directory;

    private Prompt.Result run(String... command) {
        return Prompt.in(directory).run(command);
    }

    /** As in the manual of Dancer's engine, but for the folder. */
    private Path seed() throws IOException {
        return Files.writeString(directory.resolve("carnet.yml"), """
                session: 'KiokuDB'
                kiokudb_backend: 'DBI'
                kiokudb_backend_opts:
                    dsn: 'dbi:SQLite:dbname=%s'
                dancer: share
                """.formatted(directory.resolve("mydb.sqlite")));
    }

    @Test
    void sessions_of_the_originals_configuration_are_listed_and_ended() throws IOException {
        Path file = seed();
        assertThat(run("check").out()).contains("it is created when the application starts");
        assertThat(directory.resolve("mydb.sqlite")).doesNotExist();
        assertThat(run("init").code()).isEqualTo(ExitCode.DONE);
        try (SessionEngine engine = CarnetConfig.load(file).open()) {
            Session session = engine.newSession();
            session.put("user", "ada");
            session.setPrincipal("ada");
            engine.flush(session);

            assertThat(run("check").out()).contains("the tables 'entries' and 'gin_index' exist");
            assertThat(run("list").out()).contains("ada");
            assertThat(run("show", session.handle()).out()).contains("\"user\": \"ada\"");
            assertThat(run("sweep").out()).contains("0 expired sessions deleted");
            assertThat(run("revoke", "--user", "ada").out()).contains("1 session ended");
            assertThat(engine.retrieve(session.id())).isEmpty();
        }
    }

    @Test
    void a_backend_that_is_none_is_told_with_those_there_are() throws IOException {
        Files.writeString(
                directory.resolve("carnet.yml"),
                "session: KiokuDB\nengines: {session: {KiokuDB: {kiokudb_backend: BDB}}}\n");

        assertThat(run("list").code()).isEqualTo(ExitCode.USAGE);
        assertThat(run("list").err())
                .contains("kiokudb_backend: there is no backend 'BDB'; allowed is one of Hash, Files, DBI, MongoDB");
    }
}
