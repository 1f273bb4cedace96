package dev.carnet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.zaxxer.hikari.HikariDataSource;
import dev.carnet.error.ConfigurationException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.jdbc.connection.JdbcDriver;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.SessionStoreProvider;
import dev.carnet.spi.setup.Setting;
import dev.carnet.spi.setup.Settings;
import dev.carnet.spi.setup.StoreSetup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ServiceLoader;
import javax.sql.DataSource;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DbiProviderTest {
    private final DbiProvider provider = new DbiProvider();

    @TempDir
    private Path directory;

    private SqlitePlace place;

    @BeforeEach
    void nameAFile() {
        place = new SqlitePlace(directory.resolve("web.db"));
    }

    private static Settings.Builder settings() {
        return Settings.builder(setting -> "carnet.yml line 3, " + setting);
    }

    private AbstractThrowableAssert<?, ? extends Throwable> opening(Settings.Builder settings) {
        return assertThatThrownBy(() -> provider.open(settings.build(), SessionOptions.DEFAULTS));
    }

    @Test
    void it_is_found_under_its_name() {
        assertThat(ServiceLoader.load(SessionStoreProvider.class))
                .filteredOn(each -> each.name().equals("DBI"))
                .hasSize(1)
                .first()
                .satisfies(found -> assertThat(found.dancerGroup()).contains("session_options"));
    }

    @Test
    void what_may_hold_a_password_is_a_secret() {
        assertThat(provider.settings())
                .filteredOn(Setting::isSecret)
                .extracting(Setting::name)
                .containsExactlyInAnyOrder("dsn", "password");
    }

    @Test
    void a_store_keeps_sessions_in_the_file_the_dsn_names() {
        place.initialised();
        try (SessionStore store = provider.open(
                settings().set(DbiProvider.DSN, "jdbc:sqlite:" + place.file()).build(), SessionOptions.DEFAULTS)) {
            store.create(Given.session("a"));

            assertThat(store.traits().name()).isEqualTo("JDBC");
            assertThat(store.traits().durable()).isTrue();
            assertThat(store.traits().maxSessionBytes()).isGreaterThan(100_000_000);
            assertThat(store.unwrap(DataSource.class)).containsInstanceOf(HikariDataSource.class);
        }
        assertThat(place.sql("SELECT id || ' ' || session_data FROM sessions")).containsExactly("a {\"n\":1}");
    }

    @Test
    void closing_closes_its_own_pool_and_no_other() {
        place.initialised();
        SessionStore own = place.open();
        HikariDataSource ownPool = own.unwrap(HikariDataSource.class).orElseThrow();
        own.close();
        assertThat(ownPool.isClosed()).isTrue();

        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl(place.url());
            SessionStore store =
                    provider.open(settings().set(DbiProvider.DATA_SOURCE, pool).build(), SessionOptions.DEFAULTS);
            store.create(Given.session("a"));
            store.close();
            assertThat(pool.isClosed()).isFalse();
        }
        assertThat(place.sql("SELECT id FROM sessions")).containsExactly("a");
    }

    @Test
    void a_pool_of_its_own_is_safe_for_sessions() throws Exception {
        place.initialised();
        Settings.Builder settings = place.settings()
                .set(DbiProvider.POOL_SIZE, 3)
                .set(DbiProvider.CONNECT_TIMEOUT, Duration.ofMillis(1500))
                .set(DbiProvider.BUSY_TIMEOUT, Duration.ofMillis(2500));
        try (SessionStore store = provider.open(settings.build(), SessionOptions.DEFAULTS)) {
            HikariDataSource pool = store.unwrap(HikariDataSource.class).orElseThrow();
            assertThat(pool.getPoolName()).isEqualTo("carnet");
            assertThat(pool.getMaximumPoolSize()).isEqualTo(3);
            assertThat(pool.getConnectionTimeout()).isEqualTo(1500);
            assertThat(pool.getValidationTimeout()).isEqualTo(1500);
            assertThat(pool.getKeepaliveTime()).isEqualTo(30_000);
            try (var connection = pool.getConnection();
                    var statement = connection.createStatement()) {
                assertThat(pragma(statement, "journal_mode")).isEqualTo("wal");
                assertThat(pragma(statement, "synchronous")).isEqualTo("2");
                assertThat(pragma(statement, "busy_timeout")).isEqualTo("2500");
            }
        }
    }

    private static String pragma(java.sql.Statement statement, String name) throws Exception {
        try (var rows = statement.executeQuery("PRAGMA " + name)) {
            return rows.getString(1);
        }
    }

    @Test
    void what_the_url_says_itself_stands() throws Exception {
        place.initialised();
        try (SessionStore store = provider.open(
                        settings()
                                .set(DbiProvider.DSN, place.url() + "?synchronous=NORMAL")
                                .build(),
                        SessionOptions.DEFAULTS);
                var connection = store.unwrap(DataSource.class).orElseThrow().getConnection();
                var statement = connection.createStatement()) {
            assertThat(pragma(statement, "synchronous")).isEqualTo("1");
        }
    }

    @Test
    void a_database_in_memory_is_ready_at_once_and_says_that_it_does_not_last() {
        Settings settings =
                settings().set(DbiProvider.DSN, "jdbc:sqlite::memory:").build();
        try (StoreSetup setup = provider.setup(settings, SessionOptions.DEFAULTS);
                SessionStore store = provider.open(settings, SessionOptions.DEFAULTS)) {
            assertThat(setup.plan()).isEmpty();
            assertThat(store.create(Given.session("a"))).isTrue();
            assertThat(store.find(Given.session("a").header().key())).isPresent();
            assertThat(store.traits().durable()).isFalse();
            assertThat(store.traits().shared()).isFalse();
        }
    }

    @Test
    void opening_creates_no_database() {
        opening(place.settings())
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining(place.file().toString())
                .hasMessageContaining("run `carnet init`");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void opening_creates_no_h2_database_either() {
        opening(TestDatabase.h2(directory).settings())
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("Run `carnet init`");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void opening_creates_no_table() {
        place.sql("CREATE TABLE users (name TEXT)");

        opening(place.settings())
                .isInstanceOf(SessionStoreException.class)
                .hasMessage("JDBC: the table 'sessions' does not exist yet; run `carnet init`, which creates it,"
                        + " or set create: true");
        assertThat(place.sql("SELECT name FROM sqlite_schema")).containsExactly("users");
    }

    private void start(Settings.Builder settings) {
        new DbiProvider().prepare(settings.build(), SessionOptions.DEFAULTS);
    }

    @Test
    void an_application_that_starts_makes_the_table_in_a_file() {
        start(place.settings());
        start(place.settings());
        place.open().close();
    }

    @Test
    void an_application_that_starts_makes_the_table_in_h2_too() {
        TestDatabase h2 = TestDatabase.h2(directory);
        start(h2.settings());
        h2.open().close();
    }

    @Test
    void on_a_server_only_if_it_is_told_to() {
        TestDatabase database = TestDatabase.postgres();
        start(database.settings());
        opening(database.settings()).hasMessageContaining("does not exist yet");

        start(database.settings().set(DbiProvider.CREATE, true));
        database.open().close();
        database.drop();
    }

    @Test
    void h2_in_memory_is_there_with_the_store() {
        Settings settings = settings().set(DbiProvider.DSN, "jdbc:h2:mem:web").build();
        start(settings().set(DbiProvider.DSN, "jdbc:h2:mem:web"));
        try (SessionStore store = new DbiProvider().open(settings, SessionOptions.DEFAULTS)) {
            assertThat(store.create(Given.session("a"))).isTrue();
        }
    }

    @Test
    void nothing_is_made_where_it_is_told_not_to() {
        start(place.settings().set(DbiProvider.CREATE, false));
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void a_table_that_is_there_stays_as_it_is() {
        place.sql(SqlitePlace.ORIGINAL_TABLE);
        start(place.settings().set(DbiProvider.CREATE, true));
        assertThat(place.sql("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL"))
                .containsExactly(SqlitePlace.ORIGINAL_TABLE);
    }

    @Test
    void another_applications_table_is_an_error_and_stays_as_it_is() {
        place.sql("CREATE TABLE sessions (name TEXT)");
        assertThatThrownBy(() -> start(place.settings())).hasMessageContaining("is not a table of sessions");
        assertThat(place.sql("SELECT sql FROM sqlite_schema")).containsExactly("CREATE TABLE sessions (name TEXT)");
    }

    @Test
    void a_table_with_some_of_the_columns_is_to_be_completed_first() {
        place.sql(SqlitePlace.ORIGINAL_TABLE);
        place.sql("ALTER TABLE sessions ADD COLUMN version BIGINT");

        opening(place.settings())
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("lacks the columns handle, created_at")
                .hasMessageContaining("run `carnet init`");
    }

    @Test
    void a_directory_in_the_files_place_is_an_error_that_says_so() throws Exception {
        Files.createDirectory(place.file());

        opening(place.settings())
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining(place.file() + " is a directory");
        assertThatThrownBy(() -> place.setup().check())
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("is a directory");
    }

    @Test
    void a_directory_that_is_not_there_is_an_error_that_says_so() {
        place = new SqlitePlace(directory.resolve("nowhere/web.db"));

        opening(place.settings())
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("the directory of " + place.file() + " does not exist");
        assertThatThrownBy(() -> place.setup().apply()).hasMessageContaining("does not exist; create it");
        assertThatThrownBy(() -> place.setup().plan()).hasMessageContaining("does not exist; create it");
    }

    @Test
    void a_file_that_cannot_be_written_is_an_error_that_names_it() {
        place.initialised();
        assumeFalse(
                !place.file().toFile().setWritable(false) || Files.isWritable(place.file()),
                "this user may write every file");

        opening(place.settings())
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining(place.file() + " cannot be read and written by this user");
        assertThatThrownBy(() -> place.setup().check())
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("cannot be read and written by this user");
    }

    @Test
    void a_directory_that_cannot_be_written_is_an_error_that_names_the_file() {
        assumeFalse(
                !directory.toFile().setWritable(false) || Files.isWritable(directory),
                "this user may write every directory");
        try {
            assertThatThrownBy(() -> place.setup().apply())
                    .isInstanceOf(SessionStoreException.class)
                    .hasMessageContaining("the directory of " + place.file() + " cannot be written");
        } finally {
            assertThat(directory.toFile().setWritable(true)).isTrue();
        }
    }

    @Test
    void a_file_that_is_no_database_is_an_error_that_says_so() throws Exception {
        Files.writeString(place.file(), "Dear diary, ".repeat(100));

        opening(place.settings())
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("no connection to " + place.url())
                .hasMessageContaining("SQLITE_NOTADB");
    }

    @Test
    void a_bad_dsn_is_an_error_that_shows_no_password() {
        opening(settings().set(DbiProvider.DSN, "jdbc:oracle:thin:scott/hunter2@db"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("carnet.yml line 3, dsn: ")
                .hasMessageContaining("allowed is jdbc:sqlite:FILE")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void a_dsn_or_a_data_source_is_needed_and_not_both() {
        opening(settings()).isInstanceOf(ConfigurationException.class).hasMessageContaining("dsn: it is missing");
        opening(place.settings().set(DbiProvider.DATA_SOURCE, place.dataSource()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("dsn: ")
                .hasMessageContaining("data_source");
        opening(settings().set(DbiProvider.DATA_SOURCE, place.dataSource()).set(DbiProvider.POOL_SIZE, 5))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("pool_size: ");
    }

    @Test
    void a_wait_too_short_for_a_connection_is_refused() {
        opening(place.settings().set(DbiProvider.CONNECT_TIMEOUT, Duration.ofMillis(249)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("connect_timeout: ")
                .hasMessageContaining("250 ms");
    }

    @Test
    void a_missing_driver_is_an_error_that_names_the_artifact() {
        assertThatThrownBy(() -> JdbcDriver.SQLITE.load(ClassLoader.getPlatformClassLoader()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("add org.xerial:sqlite-jdbc");
    }
}
