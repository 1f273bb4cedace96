package dev.carnet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.carnet.error.SessionStoreException;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.Settings;
import dev.carnet.spi.setup.StoreSetup;
import dev.carnet.spi.setup.StoreSetup.Finding;
import dev.carnet.spi.setup.StoreSetup.Level;
import dev.carnet.testkit.Sweeps;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcSetupTest {
    private static final String COLUMNS = "SELECT name FROM pragma_table_info('sessions')";

    @TempDir
    private Path directory;

    private SqlitePlace place;

    @BeforeEach
    void nameAFile() {
        place = new SqlitePlace(directory.resolve("web.db"));
    }

    private Finding finding(String subject) {
        return place.setup().check().stream()
                .filter(each -> each.subject().equals(subject))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void looking_creates_nothing() {
        StoreSetup setup = place.setup();

        assertThat(setup.check())
                .extracting(Finding::level, Finding::subject)
                .containsExactly(tuple(Level.OK, "file"), tuple(Level.OK, "schema"));
        assertThat(setup.check())
                .extracting(Finding::text)
                .allMatch(text -> text.contains("it is created when the application starts"));
        assertThat(setup.plan()).hasSize(4);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void a_database_of_h2_is_planned_and_created_likewise() {
        DbiProvider provider = new DbiProvider();
        Settings settings = Settings.builder(setting -> "carnet.yml line 3, " + setting)
                .set(DbiProvider.DSN, "jdbc:h2:" + directory.resolve("web"))
                .build();

        try (StoreSetup setup = provider.setup(settings, SessionOptions.DEFAULTS)) {
            assertThat(setup.check())
                    .extracting(Finding::level, Finding::subject)
                    .containsExactly(tuple(Level.OK, "database"), tuple(Level.OK, "schema"));
            assertThat(setup.plan()).isNotEmpty();
            assertThat(directory).isEmptyDirectory();

            setup.apply();

            assertThat(setup.plan()).isEmpty();
        }
    }

    @Test
    void a_new_database_gets_the_planned_table_in_wal_mode() {
        List<String> plan = place.setup().plan();

        place.setup().apply();

        assertThat(plan).first().asString().startsWith("CREATE TABLE IF NOT EXISTS \"sessions\" (");
        assertThat(place.sql("SELECT sql || ';' FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid"))
                .containsExactlyElementsOf(plan.stream()
                        .map(each -> each.replace("IF NOT EXISTS ", "") + ";")
                        .toList());
        assertThat(place.sql("PRAGMA journal_mode")).containsExactly("wal");
        assertThat(place.setup().plan()).isEmpty();
        assertThat(place.setup().check())
                .extracting(Finding::level, Finding::subject)
                .containsExactly(
                        tuple(Level.OK, "file"),
                        tuple(Level.OK, "database"),
                        tuple(Level.OK, "charset"),
                        tuple(Level.OK, "journal"),
                        tuple(Level.OK, "schema"),
                        tuple(Level.OK, "rights"));
        assertThat(finding("database").text()).matches("SQLite 3\\.[\\d.]+, through SQLite JDBC [\\d.]+");
        assertThat(finding("schema").text()).isEqualTo("the table 'sessions' is complete");
    }

    @Test
    void setting_up_twice_changes_nothing() {
        place.initialised().sql("INSERT INTO sessions (id, session_data) VALUES ('a', '{}')");

        place.setup().apply();

        assertThat(place.sql("SELECT id FROM sessions")).containsExactly("a");
    }

    @Test
    void the_original_table_is_completed_and_keeps_its_rows() {
        place.sql(SqlitePlace.ORIGINAL_TABLE);
        place.sql("INSERT INTO sessions VALUES ('a', '{\"n\":1}')");
        assertThat(finding("schema"))
                .isEqualTo(new Finding(
                        Level.OK,
                        "schema",
                        "the table 'sessions' has Dancer's two columns and works unchanged. `carnet init` adds"
                                + " columns and indexes that find expired sessions and a user's sessions quickly;"
                                + " stop every server first"));
        assertThat(place.setup().plan())
                .contains("ALTER TABLE \"sessions\" ADD COLUMN version BIGINT")
                .hasSize(12);
        assertThat(place.sql(COLUMNS)).containsExactly("id", "session_data");

        place.setup().apply();

        assertThat(place.setup().plan()).isEmpty();
        assertThat(place.sql(COLUMNS)).hasSize(11);
        assertThat(place.sql("SELECT session_data FROM sessions WHERE id = 'a'"))
                .containsExactly("{\"n\":1}");
    }

    @Test
    void a_table_of_a_version_that_knew_no_format_gets_it_and_keeps_its_sessions() {
        SessionRecord session = Given.session("a");
        try (SessionStore store = place.initialised().open()) {
            store.create(session);
        }
        place.sql("ALTER TABLE sessions DROP COLUMN format");
        assertThatThrownBy(() -> place.open().close())
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("lacks the columns format; run `carnet init`");

        place.setup().apply();

        try (SessionStore store = place.open()) {
            assertThat(store.find(session.header().key()).orElseThrow().header())
                    .isEqualTo(session.header().withHashed(null));
            assertThat(store.count(SessionQuery.ALL)).isEqualTo(1);
            assertThat(Sweeps.all(store, session.header().expiresAt(), 10)).hasSize(1);
        }
    }

    @Test
    void an_index_of_another_name_will_do() {
        place.initialised().sql("DROP INDEX sessions_expires_at");
        assertThat(place.setup().plan()).hasSize(1);

        place.sql("CREATE INDEX by_the_dba ON sessions (expires_at, id)");

        assertThat(place.setup().plan()).isEmpty();
    }

    @Test
    void somebody_elses_table_is_not_touched() {
        place.sql("CREATE TABLE sessions (id INTEGER PRIMARY KEY, talk TEXT)");

        assertThat(finding("schema").level()).isEqualTo(Level.ERROR);
        assertThat(finding("schema").text()).contains("lacks the columns").endsWith("use another one");
        assertThatThrownBy(() -> place.setup().apply())
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("is not a table of sessions");
        assertThatThrownBy(() -> place.setup().plan()).isInstanceOf(SessionStoreException.class);
        assertThat(place.sql(COLUMNS)).containsExactly("id", "talk");
    }

    @Test
    void a_journal_that_makes_readers_wait_is_a_warning_and_looking_does_not_change_it() {
        place.sql(SqlitePlace.ORIGINAL_TABLE);

        assertThat(finding("journal").level()).isEqualTo(Level.WARNING);
        assertThat(place.sql("PRAGMA journal_mode")).containsExactly("delete");
    }

    @Test
    void a_file_that_is_no_database_cannot_be_looked_at() throws Exception {
        Files.writeString(place.file(), "Dear diary, ".repeat(100));

        assertThatThrownBy(() -> place.setup().check())
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("SQLITE_NOTADB")
                .hasMessageContaining("use another one");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "main.sessions",
                "order",
                "Web Sessions",
                "\"my.table\"",
                "it's",
                "x; DROP TABLE users --",
                "\"say \"\"hi\"\"\"",
                "${indexed}",
                "a_b%c",
                "sitzungen_ä☃"
            })
    void any_name_will_do_for_the_table(String name) {
        place.sql("CREATE TABLE users (name TEXT)");
        Settings settings = place.settings().set(DbiProvider.TABLE, name).build();
        DbiProvider provider = new DbiProvider();

        provider.setup(settings, SessionOptions.DEFAULTS).apply();

        assertThat(provider.setup(settings, SessionOptions.DEFAULTS).plan()).isEmpty();
        try (SessionStore store = provider.open(settings, SessionOptions.DEFAULTS)) {
            assertThat(store.create(Given.session("a"))).isTrue();
            assertThat(store.find(Given.session("a").header().key())).isPresent();
        }
        assertThat(place.sql("SELECT count(*) FROM sqlite_schema WHERE type = 'table'"))
                .containsExactly("2");
    }

    @Test
    void many_may_set_up_one_database_at_a_time() throws Exception {
        place.sql(SqlitePlace.ORIGINAL_TABLE);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<Void> apply = () -> {
                place.setup().apply();
                return null;
            };
            for (Future<Void> each :
                    threads.invokeAll(Stream.generate(() -> apply).limit(8).toList())) {
                each.get();
            }
        } finally {
            threads.shutdown();
        }

        assertThat(place.setup().plan()).isEmpty();
    }

    @Test
    void a_data_source_handed_in_is_set_up_too() {
        Settings settings = Settings.builder(Object::toString)
                .set(DbiProvider.DATA_SOURCE, place.dataSource())
                .build();
        StoreSetup setup = new DbiProvider().setup(settings, SessionOptions.DEFAULTS);

        setup.apply();

        assertThat(setup.plan()).isEmpty();
        assertThat(setup.check())
                .extracting(Finding::subject)
                .containsExactly("database", "charset", "journal", "schema", "rights");
    }
}
