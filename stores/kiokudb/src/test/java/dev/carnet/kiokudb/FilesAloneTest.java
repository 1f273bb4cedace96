package dev.carnet.kiokudb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.config.CarnetConfig;
import dev.carnet.error.ConfigurationException;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without the stores for databases, and without what they bring, files and the heap are served, and messages say what to add. */
class FilesAloneTest {
    @TempDir
    Path directory;

    /** Runs where the test's class loader put it. */
    public static final class Application implements UnaryOperator<String> {
        @Override
        public String apply(String settings) {
            try (SessionEngine engine = CarnetConfig.parse(
                            "test", "{session: KiokuDB, engines: {session: {KiokuDB: " + settings + "}}}")
                    .open()) {
                Session session = engine.create();
                session.put("user", "ada");
                engine.flush(session);
                return String.valueOf(
                        engine.retrieve(session.id()).orElseThrow().get("user"));
            } catch (ConfigurationException e) {
                return String.valueOf(e.getMessage());
            }
        }
    }

    private static URL[] withoutDatabases() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(each -> !each.matches(".*(carnet-|stores.)(jdbc|mongodb).*|.*HikariCP.*|.*mongodb-driver.*"))
                .map(FilesAloneTest::url)
                .toArray(URL[]::new);
    }

    private static URL url(String path) {
        try {
            return Path.of(path).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String answer(String settings) throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader alone = new URLClassLoader(withoutDatabases(), ClassLoader.getPlatformClassLoader())) {
            Thread.currentThread().setContextClassLoader(alone);
            @SuppressWarnings("unchecked")
            UnaryOperator<String> application = (UnaryOperator<String>) alone.loadClass(Application.class.getName())
                    .getConstructor()
                    .newInstance();
            return application.apply(settings);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    void files_and_the_heap_need_no_database() throws Exception {
        assertThat(answer("{kiokudb_backend: Files, kiokudb_backend_opts: {dir: '" + directory + "'}}"))
                .isEqualTo("ada");
        assertThat(answer("{kiokudb_backend: Hash}")).isEqualTo("ada");
    }

    @Test
    void a_backend_names_what_it_lacks() throws Exception {
        assertThat(answer("{kiokudb_backend: DBI}")).contains("kiokudb_backend", "needs dev.carnet:carnet-jdbc");
        assertThat(answer("{kiokudb_backend: MongoDB}")).contains("needs dev.carnet:carnet-mongodb");
    }
}
