package dev.carnet.kiokudb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.SessionId;
import dev.carnet.config.CarnetConfig;
import dev.carnet.error.ConfigurationException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.StoreSetup;
import dev.carnet.spi.setup.StoreSetup.Finding;
import dev.carnet.testkit.StandardError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KiokuDbProviderTest {
    @TempDir
    private Path directory;

    private static CarnetConfig config(String... lines) {
        return CarnetConfig.parse("config.yml", "session: 'KiokuDB'\n" + String.join("\n", lines));
    }

    private static SessionStore open(CarnetConfig config) {
        return config.provider().open(config.settings(), config.options());
    }

    private CarnetConfig dbi(String file, String... lines) {
        return config(
                "kiokudb_backend: 'DBI'",
                "kiokudb_backend_opts:",
                "  dsn: 'jdbc:sqlite:" + directory.resolve(file) + "'",
                String.join("\n", lines));
    }

    @Test
    void the_originals_configuration_works_as_it_stands() {
        CarnetConfig config = dbi("mydb.sqlite");
        String id;
        try (SessionEngine engine = config.open()) {
            id = engine.flush(with(engine.newSession())).id().value();
        }

        try (SessionEngine engine = config.open()) {
            assertThat(engine.retrieve(SessionId.of(id)).orElseThrow().get("user"))
                    .isEqualTo("ada");
            assertThat(engine.store().traits().shared()).isTrue();
            assertThat(engine.store().unwrap(DbiBackend.class)).isPresent();
            assertThat(engine.store().unwrap(DataSource.class)).isPresent();
            assertThat(engine.store().unwrap(MongoDbBackend.class)).isEmpty();
        }
        assertThat(directory.resolve("mydb.sqlite")).exists();
    }

    private static Session with(Session session) {
        session.put("user", "ada");
        return session;
    }

    @Test
    void a_section_of_dancer_2s_kind_works_too() {
        CarnetConfig config = CarnetConfig.parse("config.yml", """
                session: KiokuDB
                engines:
                  session:
                    KiokuDB:
                      backend: files
                      backend_opts: {dir: '%s'}
                """.formatted(directory));

        try (SessionStore store = open(config)) {
            assertThat(store.unwrap(FilesBackend.class)).isPresent();
            assertThat(store.traits().durable()).isTrue();
            assertThat(store.traits().shared()).isTrue();
        }
    }

    @Test
    void without_a_backend_it_is_hash_and_a_warning_says_what_that_means() {
        assertThat(warnings(config())).contains("backend Hash keeps sessions in the memory of this process");
        assertThat(warnings(config("kiokudb_backend: Hash"))).contains("Hash");
        assertThat(warnings(dbi("mydb.sqlite"))).isEmpty();
        assertThat(warnings(config("kiokudb_backend: Files", "kiokudb_backend_opts: {dir: '" + directory + "'}")))
                .isEmpty();
        assertThat(warnings(config("kiokudb_backend: DBI", "kiokudb_backend_opts: {dsn: 'jdbc:sqlite::memory:'}")))
                .contains("backend DBI");
    }

    private static String warnings(CarnetConfig config) {
        return StandardError.during(() -> open(config).close())
                .lines()
                .filter(each -> each.contains("KiokuDbProvider"))
                .reduce("", String::concat);
    }

    @Test
    void an_options_value_may_come_from_the_environment() {
        String shell = System.getenv("PATH");
        assertThatThrownBy(() -> config("kiokudb_backend_opts: {create: '${PATH}'}"))
                .hasMessageContaining("kiokudb_backend_opts.create: ")
                .hasMessageNotContaining(shell);
        try (SessionStore store = open(config(
                "kiokudb_backend: Files", "kiokudb_backend_opts: {dir: '" + directory + "/${NO_SUCH_NAME:web}'}"))) {
            assertThat(store.unwrap(FilesBackend.class)).isPresent();
        }
        assertThat(directory.resolve("web")).isDirectory();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "kiokudb_backend: Hsah | config.yml line 2, kiokudb_backend: there is no backend 'Hsah';"
                        + " allowed is one of Hash, Files, DBI, MongoDB; did you mean Hash?",
                "kiokudb_backend: KiokuDB::Backend::DBI | config.yml line 2, kiokudb_backend: 'KiokuDB::Backend::DBI' is"
                        + " written without KiokuDB::Backend:: here: DBI; allowed is one of Hash, Files, DBI, MongoDB",
                "kiokudb_backend_opts: {colour: red} | config.yml line 2, kiokudb_backend_opts: the backend Hash has no"
                        + " option 'colour'; there are: create",
                "kiokudb_backend_opts: {creat: 0} | config.yml line 2, kiokudb_backend_opts: the backend Hash has no"
                        + " option 'creat'; did you mean create?",
                "kiokudb_backend_opts: {create: perhaps} | config.yml line 2, kiokudb_backend_opts.create: 'perhaps' is"
                        + " neither; allowed is true or false (also 1 or 0, yes or no, on or off)",
                "kiokudb_backend_opts: {create: 1, CREATE: 0} | config.yml line 2, kiokudb_backend_opts.create: it"
                        + " is given twice, in two spellings; remove one of them",
                "kiokudb_backend_opts: red | config.yml line 2, kiokudb_backend_opts: this is not a group of keys;"
                        + " allowed is a group of keys",
                "kiokudb_backend: Files | config.yml line 1, engines.session.KiokuDB.kiokudb_backend_opts.dir: this"
                        + " option is missing; allowed is the path of a directory",
                "kiokudb_colour: red | config.yml line 2, kiokudb_colour: there is no such setting; known here: session,",
            })
    void what_is_wrong_is_named_with_what_is_right(String line, String message) {
        assertThatThrownBy(() -> config(line))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(message);
    }

    @Test
    void options_of_dbi_are_those_of_the_engine_dbi() {
        assertThatThrownBy(() -> dbi("x.db", "  pool: 5"))
                .hasMessageContaining(
                        "the backend DBI has no option 'pool'; there are: dsn, user, password, password_file, data_source,"
                                + " pool_size, connect_timeout, busy_timeout, create, serializer");
        assertThatThrownBy(() -> dbi("x.db", "  serializer: storable"))
                .hasMessageContaining(
                        "kiokudb_backend_opts.serializer: 'storable' needs dev.carnet:carnet-dancer, which is not"
                                + " on the class path; add it");
        assertThatThrownBy(() -> dbi("x.db", "  serializer: sereal"))
                .hasMessageContaining("kiokudb_backend_opts.serializer: KiokuDB has no serializer 'sereal'");
        assertThatThrownBy(() -> config("kiokudb_backend: DBI", "kiokudb_backend_opts: {dsn: 'dbi:Oracle:hush'}"))
                .hasMessageContaining("kiokudb_backend_opts.dsn")
                .hasMessageNotContaining("hush");
        assertThatThrownBy(() -> config("kiokudb_backend: DBI"))
                .hasMessageContaining("kiokudb_backend_opts.dsn: it is missing");
    }

    @Test
    void three_lines_are_enough_for_a_database() {
        String dsn = "dsn: 'jdbc:sqlite:" + directory.resolve("mydb.sqlite") + "'";

        try (SessionStore store = open(config("kiokudb_backend: 'DBI'", dsn))) {
            assertThat(store.unwrap(DbiBackend.class)).isPresent();
        }

        assertThat(directory.resolve("mydb.sqlite")).exists();
        assertThatThrownBy(() -> config("kiokudb_backend: Files", dsn))
                .hasMessageContaining("config.yml line 3, dsn: the backend Files has no such option");
        assertThatThrownBy(() -> config("kiokudb_backend: DBI", dsn, "kiokudb_backend_opts: {dsn: 'jdbc:h2:mem:'}"))
                .hasMessageContaining("dsn: it is in kiokudb_backend_opts as well; remove one of them");
    }

    @Test
    void what_is_missing_is_an_error_if_it_is_not_to_be_created() {
        assertThatThrownBy(() -> open(dbi("none.db", "  create: 0")))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("there is no database")
                .hasMessageContaining("carnet init");
        assertThatThrownBy(() -> open(config(
                        "kiokudb_backend: Files",
                        "kiokudb_backend_opts: {dir: '" + directory.resolve("none") + "', create: 0}")))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("there is no directory");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void the_operator_sees_what_there_is_and_makes_what_is_missing() throws IOException {
        Path place = directory.resolve("a/b");
        CarnetConfig files =
                config("kiokudb_backend: Files", "kiokudb_backend_opts: {dir: '" + place + "', create: 0}");
        try (StoreSetup setup = files.setup()) {
            assertThat(setup.check())
                    .extracting(Finding::text)
                    .containsExactly(place + " does not exist yet; run `carnet init`");
            assertThat(setup.plan()).containsExactly("mkdir -p -m 700 " + place);
            assertThat(place).doesNotExist();
            setup.apply();
            assertThat(setup.check()).extracting(Finding::text).containsExactly(place + " can be written");
            assertThat(setup.plan()).isEmpty();
        }
        open(files).close();

        CarnetConfig dbi = dbi("mydb.sqlite", "  create: 0");
        try (StoreSetup setup = dbi.setup()) {
            assertThat(setup.plan()).hasSize(11);
            setup.apply();
            assertThat(setup.plan()).isEmpty();
        }
        open(dbi).close();

        Path file = Files.createFile(directory.resolve("file"));
        try (StoreSetup setup = config("kiokudb_backend: Files", "kiokudb_backend_opts: {dir: '" + file + "'}")
                .setup()) {
            assertThat(setup.check()).extracting(Finding::level).containsExactly(StoreSetup.Level.ERROR);
        }
        assertThat(List.of(config().setup().check())).containsExactly(List.of());
    }

    @Test
    void what_is_in_the_way_of_a_directory_is_found_before_it_is_made() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        Path taken = Files.createDirectory(directory.resolve("taken"));
        Files.createFile(taken.resolve(EntryFiles.ENTRIES));

        for (String[] each : new String[][] {
            {file.resolve("a/b").toString(), file.toString()},
            {taken.toString(), taken.resolve(EntryFiles.ENTRIES).toString()}
        }) {
            CarnetConfig config = config("kiokudb_backend: Files", "kiokudb_backend_opts: {dir: '" + each[0] + "'}");
            try (StoreSetup setup = config.setup()) {
                assertThat(setup.check()).singleElement().satisfies(found -> {
                    assertThat(found.level()).isEqualTo(StoreSetup.Level.ERROR);
                    assertThat(found.text()).isEqualTo(each[1] + " is not a directory; use another one");
                });
            }
        }
    }
}
