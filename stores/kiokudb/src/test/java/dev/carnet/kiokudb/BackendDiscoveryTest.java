package dev.carnet.kiokudb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.config.CarnetConfig;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.Setting;
import dev.carnet.spi.setup.Settings;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backend that another jar brings. */
class BackendDiscoveryTest {
    private static final AtomicReference<String> OPENED = new AtomicReference<>();

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    @TempDir
    private Path jar;

    /** As an application would write it. */
    public static final class ShelfProvider implements KiokuBackendProvider {
        private static final Setting<String> BOARD = Setting.text("board").required();

        @Override
        public String name() {
            return "Shelf";
        }

        @Override
        public List<Setting<?>> settings() {
            return List.of(BOARD);
        }

        @Override
        public KiokuBackend open(Settings options) {
            OPENED.set(options.get(BOARD));
            return new HashBackend();
        }
    }

    @BeforeEach
    void bring() throws IOException {
        Path services = Files.createDirectories(jar.resolve("META-INF/services"));
        Files.writeString(services.resolve(KiokuBackendProvider.class.getName()), ShelfProvider.class.getName() + "\n");
        Thread.currentThread()
                .setContextClassLoader(new URLClassLoader(new URL[] {jar.toUri().toURL()}, before));
    }

    @AfterEach
    void takeAway() throws IOException {
        ((URLClassLoader) Thread.currentThread().getContextClassLoader()).close();
        Thread.currentThread().setContextClassLoader(before);
    }

    @Test
    void a_backend_on_the_threads_class_path_is_chosen_by_its_name() {
        CarnetConfig config = CarnetConfig.parse("carnet.yml", """
                session: KiokuDB
                kiokudb_backend: shelf
                kiokudb_backend_opts: {board: oak}
                """);
        try (SessionStore store = config.provider().open(config.settings(), config.options())) {
            assertThat(OPENED.get()).isEqualTo("oak");
            assertThat(store.unwrap(HashBackend.class)).isPresent();
        }
    }

    @Test
    void it_is_among_the_names_that_an_error_lists_and_its_options_are_checked() {
        assertThatThrownBy(() -> CarnetConfig.parse("carnet.yml", "session: KiokuDB\nkiokudb_backend: Shell\n"))
                .hasMessageContaining("allowed is one of ")
                .hasMessageContaining("Shelf; did you mean Shelf?");
        assertThatThrownBy(() -> CarnetConfig.parse("carnet.yml", """
                        session: KiokuDB
                        kiokudb_backend: Shelf
                        kiokudb_backend_opts: {bord: oak}
                        """))
                .hasMessageContaining("the backend Shelf has no option 'bord'; did you mean board?");
    }
}
