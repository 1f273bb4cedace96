package dev.carnet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.carnet.error.ConfigurationException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.PasswordFile;
import dev.carnet.spi.setup.Settings;
import dev.carnet.spi.setup.StoreSetup;
import dev.carnet.testservers.FreshDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A password changes while the application runs. */
class JdbcPasswordFileTest {
    private final DbiProvider provider = new DbiProvider();

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void writeThePassword() throws IOException {
        file = directory.resolve("password");
        Files.writeString(file, "one\n");
    }

    private static Settings.Builder settings() {
        return Settings.builder(setting -> "carnet.yml line 3, " + setting);
    }

    private Settings.Builder webUser(String url) {
        return settings()
                .set(DbiProvider.DSN, url)
                .set(DbiProvider.USER, "web")
                .set(PasswordFile.SETTING, file.toString());
    }

    @Test
    void new_connections_have_the_new_password() throws IOException {
        String url = FreshDatabase.h2(directory).url();
        FreshDatabase.sql(url, "CREATE USER web PASSWORD 'one' ADMIN");
        try (StoreSetup setup = provider.setup(webUser(url).build(), SessionOptions.DEFAULTS)) {
            setup.apply();
        }
        try (SessionStore store = provider.open(webUser(url).build(), SessionOptions.DEFAULTS)) {
            store.create(Given.session("a"));
            Files.writeString(file, "two");
            FreshDatabase.sql(url, "ALTER USER web SET PASSWORD 'two'");
            assertThat(store.find(Given.session("a").header().key())).isPresent();

            HikariDataSource pool =
                    (HikariDataSource) store.unwrap(DataSource.class).orElseThrow();
            pool.getHikariPoolMXBean().softEvictConnections();

            assertThat(store.create(Given.session("b"))).isTrue();
        }
    }

    @Test
    void a_wrong_password_in_the_file_is_an_error_of_the_store() throws IOException {
        String url = FreshDatabase.h2(directory).url();
        FreshDatabase.sql(url, "CREATE USER web PASSWORD 'one' ADMIN");
        Files.writeString(file, "two");

        assertThatThrownBy(() -> provider.open(webUser(url).build(), SessionOptions.DEFAULTS))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("Check user and password");
    }

    @Test
    void a_file_that_is_missing_or_a_password_given_twice_is_an_error_at_the_start() throws IOException {
        assertThatThrownBy(() -> provider.open(
                        webUser("jdbc:h2:mem:x").set(DbiProvider.PASSWORD, "x").build(), SessionOptions.DEFAULTS))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("password_file: password sets a password too; remove one of them");
        Files.delete(file);
        assertThatThrownBy(() -> provider.open(webUser("jdbc:h2:mem:x").build(), SessionOptions.DEFAULTS))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("password_file: the password file " + file + " cannot be read");
    }
}
