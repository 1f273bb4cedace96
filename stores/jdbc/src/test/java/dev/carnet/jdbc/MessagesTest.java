package dev.carnet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.zaxxer.hikari.HikariDataSource;
import dev.carnet.error.ConfigurationException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.error.StoreUnreachableException;
import dev.carnet.jdbc.connection.SqliteFile;
import dev.carnet.jdbc.sql.PostgresDialect;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.Settings;
import dev.carnet.testservers.TestServers;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator reads when something is wrong: what happened, where, and what to do; never a password. */
class MessagesTest {
    private static final DbiProvider PROVIDER = new DbiProvider();

    @TempDir
    private Path directory;

    private static AbstractThrowableAssert<?, ? extends Throwable> opening(String dsn) {
        Settings settings =
                Settings.builder(Object::toString).set(DbiProvider.DSN, dsn).build();
        return assertThatThrownBy(() -> PROVIDER.open(settings, SessionOptions.DEFAULTS))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("..").doesNotContain("hunter2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "mariadb", "mysql"})
    void an_unknown_host_is_named(String driver) {
        opening("jdbc:" + driver + "://db.invalid/web?password=hunter2")
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("no connection to jdbc:" + driver + "://db.invalid/web?password=***")
                .hasMessageContaining(": unknown host db.invalid. Check the host name.");
    }

    /** Neither a look nor a creation waits for ever, though both may take longer than a request may. */
    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "mariadb", "mysql"})
    @Timeout(60)
    void a_server_that_accepts_and_never_answers_is_an_error_for_everybody(String driver) throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Settings settings = Settings.builder(Object::toString)
                    .set(DbiProvider.DSN, "jdbc:" + driver + "://127.0.0.1:" + silent.getLocalPort() + "/web?user=bob")
                    .set(DbiProvider.CONNECT_TIMEOUT, Duration.ofSeconds(1))
                    .set(DbiProvider.BUSY_TIMEOUT, Duration.ofSeconds(1))
                    .build();
            for (ThrowingCallable each : List.<ThrowingCallable>of(
                    () -> PROVIDER.setup(settings, SessionOptions.DEFAULTS).check(),
                    () -> PROVIDER.setup(settings, SessionOptions.DEFAULTS).apply(),
                    () -> PROVIDER.open(settings, SessionOptions.DEFAULTS))) {
                assertThatThrownBy(each)
                        .isInstanceOf(StoreUnreachableException.class)
                        .hasMessageContaining("timed out")
                        .hasMessageContaining("The server did not answer in time");
            }
        }
    }

    @Test
    void a_server_that_takes_no_writes_is_no_primary() {
        opening("jdbc:postgresql://127.0.0.1:" + TestServers.postgres().port()
                        + "/postgres?user=postgres&options=-c%20default_transaction_read_only=on")
                .isInstanceOf(SessionStoreException.class)
                .hasMessageEndingWith(
                        "The server accepts no writes: it is a replica or read-only. Connect to the primary.");
    }

    @ParameterizedTest
    @CsvSource({
        "53100, free some space",
        "53300, raise max_connections",
        "3D000, Create the database",
        "3F000, Create the schema"
    })
    void what_postgresql_lacks_is_named(String state, String remedy) {
        assertThat(new PostgresDialect().remedy(new SQLException("no", state))).contains(remedy);
    }

    @Test
    void a_database_that_is_not_there_is_to_be_created() {
        for (String dsn : new String[] {
            "jdbc:postgresql://127.0.0.1:" + TestServers.postgres().port() + "/nowhere?user=postgres",
            TestServers.mariaDb().url("nowhere"),
            TestServers.mariaDb().mySqlUrl("nowhere")
        }) {
            opening(dsn)
                    .isExactlyInstanceOf(SessionStoreException.class)
                    .hasMessageContaining("nowhere")
                    .hasMessageEndingWith("Create the database, or use another one.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "mariadb", "mysql"})
    void a_server_that_is_down_is_named_with_port_and_database(String driver) {
        opening("jdbc:" + driver + "://127.0.0.1:1/web")
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("no connection to jdbc:" + driver + "://127.0.0.1:1/web: ")
                .hasMessageContaining("refused")
                .hasMessageEndingWith("Check whether the database is up and reachable from here.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "mariadb", "mysql"})
    void check_names_what_it_cannot_look_at(String driver) {
        Settings settings = Settings.builder(Object::toString)
                .set(DbiProvider.DSN, "jdbc:" + driver + "://127.0.0.1:1/web?password=hunter2")
                .build();
        assertThatThrownBy(
                        () -> PROVIDER.setup(settings, SessionOptions.DEFAULTS).check())
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining(
                        "the database jdbc:" + driver + "://127.0.0.1:1/web?password=*** cannot be inspected")
                .hasMessageContaining("refused");
    }

    @Test
    void a_server_without_tls_is_told_from_one_that_is_down() {
        int port = TestServers.mariaDb().port();
        for (String dsn : new String[] {
            "jdbc:mariadb://127.0.0.1:" + port + "/web?user=root",
            "jdbc:mysql://127.0.0.1:" + port + "/web?user=root&sslMode=REQUIRED",
            "jdbc:postgresql://127.0.0.1:" + TestServers.postgres().port() + "/postgres?user=postgres&sslmode=require"
        }) {
            opening(dsn)
                    .isInstanceOf(SessionStoreException.class)
                    .hasMessageContaining("sslMode=disable (MariaDB)")
                    .hasMessageNotContaining("check whether the database is up");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bob:hunter2@db.example.com/web",
                "hunter2",
                "jdbc:postgresql://bob:hunter2@127.0.0.1/web",
                "jdbc:postgresql://bob:hun/hunter2@127.0.0.1/web",
                "jdbc:mariadb://bob:hunter2@127.0.0.1:1/web"
            })
    void a_user_with_a_password_in_a_dsn_is_refused_before_a_driver_prints_it(String dsn) {
        opening(dsn).isInstanceOf(ConfigurationException.class);
    }

    /** MySQL's driver takes it. */
    @Test
    void a_password_that_a_driver_takes_in_a_url_is_masked() {
        opening("jdbc:mysql://bob:hunter2@127.0.0.1:1/web")
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("jdbc:mysql://bob:***@127.0.0.1:1/web");
    }

    @Test
    void an_exhausted_pool_says_so_and_names_the_setting() throws Exception {
        SqlitePlace place = new SqlitePlace(directory.resolve("web.db")).initialised();
        Settings settings = place.settings()
                .set(DbiProvider.POOL_SIZE, 1)
                .set(DbiProvider.CONNECT_TIMEOUT, Duration.ofMillis(250))
                .build();
        try (SessionStore store = PROVIDER.open(settings, SessionOptions.DEFAULTS);
                Connection only =
                        store.unwrap(HikariDataSource.class).orElseThrow().getConnection()) {
            assertThat(only.isClosed()).isFalse();
            assertThatThrownBy(() -> store.find(Given.session("a").header().key()))
                    .isInstanceOf(SessionStoreException.class)
                    .hasMessageContaining("all connections of the pool were in use")
                    .hasMessageContaining("Raise pool_size");
        }
    }

    @Test
    void a_file_that_cannot_be_made_says_why_and_what_to_do() {
        SqliteFile file = new SqliteFile(directory.resolve("x".repeat(300)));

        assertThatThrownBy(file::create)
                .isInstanceOf(SessionStoreException.class)
                .hasMessage("JDBC: " + file.path() + " cannot be created: File name too long. Check whether this user"
                        + " may create files in its directory and whether there is space, or use another file");
    }

    @Test
    void the_files_of_a_new_database_are_for_their_owner_only() throws Exception {
        assumeTrue(
                Files.getFileStore(directory).supportsFileAttributeView("posix"), "this file system knows no owners");
        SqlitePlace place = new SqlitePlace(directory.resolve("web.db")).initialised();
        try (SessionStore store = place.open();
                Stream<Path> files = Files.list(directory)) {
            store.create(Given.session("a"));
            assertThat(files)
                    .hasSizeGreaterThan(1)
                    .allSatisfy(each -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                            .isEqualTo("rw-------"));
        }
    }
}
