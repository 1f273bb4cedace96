package dev.carnet.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.mongodb.ClientlessProvider;
import dev.carnet.spi.setup.SessionStoreProvider;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EngineChoiceTest {
    private static final String ALLOWED = "allowed is a store on the class path: Memory, Paper, Slate, Tablet or Wax";

    @ParameterizedTest
    @ValueSource(strings = {"Memory", "memory", "MEMORY", "'Memory'", "\"memory\"", "${STORE:Memory}"})
    void an_engine_is_chosen_by_its_name_in_any_case(String name) {
        assertThat(Reading.yaml("session: " + name).session()).isEqualTo("Memory");
    }

    @ParameterizedTest
    @CsvSource({"Wax, Wax", "tablet, Tablet", "TABLET, Tablet"})
    void an_engine_with_two_names_is_shown_by_the_one_it_was_given(String written, String shown) {
        assertThat(Reading.yaml("session: " + written).session()).isEqualTo(shown);
        assertThat(Reading.yaml("session: Memory\nfallback: {session: " + written + "}")
                        .fallback())
                .contains(shown);
        assertThat(Reading.yaml("session: " + written)).asString().contains(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "DBI, DBI, dev.carnet:carnet-jdbc",
        "dbi, DBI, dev.carnet:carnet-jdbc",
        "DBIC, DBIC, dev.carnet:carnet-jpa",
        "MongoDB, MongoDB, dev.carnet:carnet-mongodb",
        "Redis, Redis, dev.carnet:carnet-redis",
        "Hazelcast, Hazelcast, dev.carnet:carnet-hazelcast",
        "kiokudb, KiokuDB, dev.carnet:carnet-kiokudb"
    })
    void an_engine_without_its_jar_names_the_artifact_to_add(String written, String engine, String artifact) {
        assertThat(Reading.faultOf("session: " + written))
                .isEqualTo("carnet.yml line 1, session: the engine " + engine + " is not on the class path; add "
                        + artifact + "; " + ALLOWED);
    }

    @ParameterizedTest
    @CsvSource({"Memroy, Memory", "papers, Paper", "Rediss, Redis", "Mongo_DB, MongoDB", "DBJ, DBI"})
    void a_misspelt_engine_is_named_with_the_nearest(String written, String nearest) {
        assertThat(Reading.faultOf("session: " + written))
                .isEqualTo("carnet.yml line 1, session: there is no store '" + written + "' (did you mean " + nearest
                        + "?); " + ALLOWED);
    }

    @Test
    void an_engine_like_no_other_is_named_with_those_there_are() {
        assertThat(Reading.faultOf("session: Papyrus"))
                .isEqualTo("carnet.yml line 1, session: there is no store 'Papyrus'; " + ALLOWED);
    }

    @ParameterizedTest
    @CsvSource({
        "Simple, Dancer's engine Simple is named Memory in Carnet",
        "YAML, Carnet has no store YAML; JDBC with SQLite stores sessions in a file too",
        "Cookie, 'Carnet has no store Cookie; it keeps sessions on the server, and only their ids in the cookie'"
    })
    void dancers_other_engines_are_known_to_be_none(String written, String remedy) {
        assertThat(Reading.faultOf("session: " + written))
                .isEqualTo("carnet.yml line 1, session: " + remedy + "; " + ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"appname: library", "session:", "session: ~", "{}"})
    void a_file_that_chooses_no_engine_is_an_error_with_those_there_are(String file) {
        assertThat(Reading.faultOf(file))
                .isEqualTo("carnet.yml: no session store is selected; add session: NAME with a store on the class"
                        + " path: Memory, Paper, Slate, Tablet or Wax");
    }

    @Test
    void a_misspelt_key_for_the_engine_is_the_fault_then() {
        assertThat(Reading.faultOf("sesion: Memory"))
                .isEqualTo("carnet.yml line 1, sesion: there is no such setting; did you mean session?");
    }

    @Test
    void several_engines_are_one_too_many() {
        assertThat(Reading.faultOf("session: [Memory, Paper]"))
                .isEqualTo("carnet.yml line 1, session: this must be a single value; " + ALLOWED);
    }

    @Test
    void an_unknown_engine_hides_no_other_fault() {
        assertThat(Reading.faultOf("""
                session: Papre
                session_duration: soon
                engines: {session: {Papre: {shelf: hall}}}
                """))
                .startsWith("carnet.yml has 3 faults:\n  carnet.yml line 1, session: there is no store 'Papre'")
                .contains("carnet.yml line 2, session_duration: 'soon' is not a duration")
                .contains("carnet.yml line 3, engines.session.Papre: there is no such group; did you mean Paper?");
    }

    @Test
    void an_engine_that_cannot_be_loaded_is_an_error_that_says_which(@TempDir Path directory) throws Exception {
        assertThat(with("com.example.Gone", directory, () -> Reading.faultOf("session: Memory")))
                .startsWith("a session store on the class path cannot be loaded: ")
                .contains("com.example.Gone");
    }

    @Test
    void an_engine_whose_client_is_missing_counts_when_it_is_asked_for(@TempDir Path directory) throws Exception {
        String broken = ClientlessProvider.class.getName();

        assertThat(with(broken, directory, () -> Reading.yaml("session: memory").session()))
                .isEqualTo("Memory");
        assertThat(with(broken, directory, () -> Reading.faultOf("session: MongoDB")))
                .contains(
                        "the engine MongoDB lacks the class com.mongodb.WriteConcern; add the library that contains it");
    }

    private static String with(String provider, Path directory, Supplier<String> call) throws Exception {
        Path services = Files.createDirectories(directory.resolve("META-INF/services"));
        Files.writeString(services.resolve(SessionStoreProvider.class.getName()), provider);
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader more =
                new URLClassLoader(new URL[] {directory.toUri().toURL()}, before)) {
            Thread.currentThread().setContextClassLoader(more);
            return call.get();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    /** An engine that Dancer called otherwise has Java's name as well, for the section of its settings too. */
    @Test
    void an_engine_is_chosen_by_each_of_its_names() {
        for (String name : new String[] {"Wax", "Tablet", "tablet"}) {
            CarnetConfig config = Reading.yaml("session: " + name + "\nengines: {session: {Tablet: {melts_at: 60}}}\n");

            assertThat(config.session()).isEqualToIgnoringCase(name);
            assertThat(config.settings().get(WaxProvider.MELTS_AT)).isEqualTo(60);
        }
        assertThat(Reading.faultOf("session: Tabelt")).contains("did you mean Tablet?");
        assertThat(Reading.faultOf("session: JCBC")).contains("did you mean JDBC?");
        assertThat(Reading.faultOf("session: Mongo")).contains("add dev.carnet:carnet-mongodb");
    }

    @Test
    void every_setting_is_known_by_its_path() {
        assertThat(CarnetConfig.knownSettings())
                .containsKeys("session", "session_duration", "allowed_packages", "engines.session.Paper.shelf");
    }
}
