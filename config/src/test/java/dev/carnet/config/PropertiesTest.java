package dev.carnet.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.memory.MemorySessionStore;
import dev.carnet.spi.SessionStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PropertiesTest {
    @TempDir
    Path directory;

    @Test
    void a_file_of_properties_says_all_that_yaml_says() throws Exception {
        Path file = Files.writeString(directory.resolve("application.properties"), """
                # Carnet
                carnet.session = paper
                carnet.session-duration = \\
                    30 minutes
                carnet.session_name : id
                server.port=8080
                carnet.engines.session.Paper.shelf=hall
                carnet.engines.session.Paper.drying-time=2h
                carnet.engines.session.Paper.password=${PAPER_PASSWORD}
                carnet.engines.session.Paper.authors[1]=ben
                carnet.engines.session.Paper.authors[0]=\\u0061nna
                carnet.engines.session.Paper.binding.colour=red
                carnet.engines.session.Paper.binding[thread.count]=3
                carnet.engines.session.Redis.server=localhost
                """);

        CarnetConfig config = CarnetConfig.load(file, Map.of("PAPER_PASSWORD", "open sesame")::get);

        assertThat(config.session()).isEqualTo("Paper");
        assertThat(config.options().maxIdle()).isEqualTo(Duration.ofMinutes(30));
        assertThat(config.cookie().name()).isEqualTo("id");
        assertThat(config.settings().get(PaperProvider.SHELF)).isEqualTo("hall");
        assertThat(config.settings().get(PaperProvider.DRYING_TIME)).isEqualTo(Duration.ofHours(2));
        assertThat(config.settings().get(PaperProvider.PASSWORD)).isEqualTo("open sesame");
        assertThat(config.settings().get(PaperProvider.AUTHORS)).containsExactly("anna", "ben");
        assertThat(config.settings().get(PaperProvider.BINDING))
                .isEqualTo(Map.of("colour", "red", "thread.count", "3"));
        assertThat(config.ignoredKeys()).containsExactly("server.port", "carnet.engines.session.Redis");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "carnet.session-duration",
                "carnet.session_duration",
                "carnet.sessionDuration",
                "carnet.SESSION_DURATION",
                "CARNET.SESSION-DURATION",
                "carnet.engines.session.memory.session-duration",
                "carnet.ENGINES.Session.MEMORY.sessionDuration"
            })
    void spelling_is_as_relaxed_as_springs(String key) {
        CarnetConfig config = Reading.properties(Map.of("carnet.session", "Memory", key, "45m"));

        assertThat(config.options().maxIdle()).isEqualTo(Duration.ofMinutes(45));
    }

    @Test
    void objects_are_handed_through_as_they_are() {
        SessionStore store = new MemorySessionStore();

        CarnetConfig config = Reading.properties(Map.of(
                "carnet.session",
                "Paper",
                "carnet.session-secure",
                true,
                "carnet.engines.session.Paper.shelf",
                "hall",
                "carnet.engines.session.Paper.pages",
                12,
                "carnet.engines.session.Paper.drying-time",
                Duration.ofSeconds(3),
                "carnet.engines.session.Paper.store",
                store));

        assertThat(config.cookie().secure()).isTrue();
        assertThat(config.settings().get(PaperProvider.SHELF)).isEqualTo("hall");
        assertThat(config.settings().get(PaperProvider.PAGES)).isEqualTo(12);
        assertThat(config.settings().get(PaperProvider.DRYING_TIME)).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.settings().get(PaperProvider.STORE)).isSameAs(store);
    }

    @Test
    void maps_and_collections_count_as_longer_keys() {
        CarnetConfig config = Reading.properties(Map.of(
                "carnet",
                Map.of(
                        "session",
                        "Paper",
                        "engines",
                        Map.of(
                                "session",
                                Map.of("Paper", Map.of("shelf", "hall", "authors", List.of("anna", "ben")))))));

        assertThat(config.settings().get(PaperProvider.SHELF)).isEqualTo("hall");
        assertThat(config.settings().get(PaperProvider.AUTHORS)).containsExactly("anna", "ben");
    }

    @Test
    void faults_are_named_by_source_and_property() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("carnet.session", "Paper");
        properties.put("carnet.sesion-name", "id");
        properties.put("carnet.colour", "red");
        properties.put("carnet.engines.session.Paper.page", 3);
        properties.put("carnet.session-lifetime", "soon");

        assertThat(Reading.faultOf(() -> Reading.properties(properties))).isEqualTo("""
                        properties has 5 faults:
                          properties, carnet.sesion-name: there is no such setting; did you mean session-name?
                          properties, carnet.colour: there is no such setting; known here: KNOWN
                          properties, carnet.engines.session.Paper.page: there is no such setting; did you mean pages?
                          properties, carnet.session-lifetime: 'soon' is not a duration; allowed is seconds, or words such as "30 minutes", "12 hours", "2 days", "+2h"; 0 is never
                          properties, carnet.engines.session.Paper.shelf: this setting is missing; allowed is text""".replace("KNOWN", known()));
    }

    private static String known() {
        return "session, "
                + SessionSettings.ALL.stream()
                        .map(each -> each.name().replace('_', '-'))
                        .collect(Collectors.joining(", "));
    }

    @Test
    void without_a_property_of_carnets_no_engine_is_chosen() {
        assertThat(Reading.faultOf(() -> Reading.properties(Map.of("session", "Memory"))))
                .isEqualTo("properties: no session store is selected; add carnet.session=NAME with a store on the"
                        + " class path: Memory, Paper, Slate, Tablet or Wax");
    }

    @Test
    void faults_of_a_file_are_named_with_their_lines() throws Exception {
        Path file = Files.writeString(directory.resolve("application.properties"), """
                carnet.session = Memory
                carnet.session-duration = 30
                # a comment that goes on \\
                carnet.session_duration = \\
                    31
                carnet.session-name = one
                carnet.session-name = two
                carent.session-secure = true
                carnet.session-path = \\u00x
                carnet.sweep.batch = 5
                """);

        assertThat(Reading.faultOf(() -> CarnetConfig.load(file)))
                .isEqualTo("""
                        FILE has 5 faults:
                          FILE line 4, carnet.session_duration: another value stands in FILE line 2, carnet.session-duration; keep one of them
                          FILE line 7, carnet.session-name: this key is already in line 6; keep one of them
                          FILE line 8, carent.session-secure: did you mean carnet.session-secure?
                          FILE line 9: \\u must be followed by four hexadecimal digits; write \\\\ for a backslash
                          FILE line 10, carnet.sweep: there is no such setting; known here: KNOWN""".replace("FILE", file.toString()).replace("KNOWN", known()));
    }

    @Test
    void a_key_given_flat_and_nested_is_given_twice() {
        assertThat(Reading.faultOf(() ->
                        Reading.properties(Map.of("carnet.session", "Memory", "carnet", Map.of("session", "Memory")))))
                .isEqualTo("properties, carnet.session: this key is given twice; keep one of them");
    }

    @Test
    void a_bare_prefix_is_somebody_elses() {
        assertThat(Reading.properties(Map.of("carnet.session", "Memory", "carnet", "x"))
                        .ignoredKeys())
                .containsExactly("carnet");
    }

    @Test
    void a_key_cannot_be_a_value_and_a_group_at_once() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("carnet.session", "Memory");
        properties.put("carnet.session.duration", "30m");

        assertThat(Reading.faultOf(() -> Reading.properties(properties)))
                .isEqualTo("properties, carnet.session: this is a value, but also the beginning of longer keys"
                        + " (such as carnet.session.duration); keep one of them");
    }
}
