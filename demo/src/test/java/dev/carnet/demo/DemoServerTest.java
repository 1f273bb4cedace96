package dev.carnet.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.carnet.config.CarnetConfig;
import dev.carnet.error.ConfigurationException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoServerTest {
    private static final CarnetConfig MEMORY = CarnetConfig.parse("test", "session: Memory");

    @Test
    void who_was_logged_in_still_is_after_a_restart(@TempDir Path folder) throws Exception {
        CarnetConfig sqlite = DemoConfig.sqlite(folder.resolve("carnet.db"));
        DemoBrowser ada;
        try (DemoServer before = DemoServer.start(sqlite, 0)) {
            ada = new DemoBrowser(before);
            ada.post("/login", "user", "Ada");
            ada.post("/count");
        }
        try (DemoServer after = DemoServer.start(sqlite, 0)) {
            DemoBrowser back = ada.at(after);
            assertThat(back.session().get("user").asString()).isEqualTo("Ada");
            back.post("/count");
            assertThat(back.session().get("count").asInt()).isEqualTo(2);
        }
    }

    @Test
    void a_path_with_blanks_and_signs_is_taken_as_it_stands(@TempDir Path folder) throws Exception {
        Path odd = Files.createDirectories(folder.resolve("a b'c ${d} #e")).resolve("carnet.db");

        try (DemoServer server = DemoServer.start(DemoConfig.sqlite(odd), 0)) {
            new DemoBrowser(server).post("/count");
        }

        assertThat(odd).isNotEmptyFile();
    }

    @Test
    void a_port_in_use_is_said_to_be() {
        try (DemoServer first = DemoServer.start(MEMORY, 0)) {
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> DemoServer.start(MEMORY, first.port()).close())
                    .withMessage("port %d is in use; choose another with --port", first.port());
        }
    }

    @Test
    void it_listens_on_this_machine_only() {
        try (DemoServer server = DemoServer.start(MEMORY, 0)) {
            assertThat(server.uri()).hasScheme("http").hasHost("localhost").hasPort(server.port());
        }
    }

    @Test
    void closing_ends_the_wait_and_frees_the_port() throws Exception {
        DemoServer server = DemoServer.start(MEMORY, 0);
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(server::await);

        server.close();
        server.close();

        waiting.get(30, TimeUnit.SECONDS);
        assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> new DemoBrowser(server).get("/"));
    }

    @Test
    void it_leaves_no_folder_behind() throws Exception {
        try (DemoServer server = DemoServer.start(MEMORY, 0)) {
            new DemoBrowser(server).get("/");
            try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
                assertThat(files.filter(Files::isDirectory))
                        .noneMatch(each -> each.getFileName().toString().startsWith("carnet-demo-"));
            }
        }
    }
}
