package dev.carnet.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with a file, its password stays out of the message. */
class SecretsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "password: [hunter2]",
                "password: {hunter2: hunter2}",
                "password: *hunter2",
                "password: &hunter2",
                "password: !hunter2",
                "password: !h!hunter2",
                "password: @hunter2",
                "password: %hunter2",
                "password: \"hunter2",
                "password: 'hunter2''",
                "password: \"\\hunter2\"",
                "password: hunter2: hunter2",
                "password: |hunter2",
                "password: }hunter2",
                "password: [hunter2",
                "password: a${hunter2",
                "password:hunter2",
                "pasword: hunter2",
                "passwd: hunter2",
                "password: hunter2\n  password: hunter2",
                "password: hunter2\n  user: ${NO_SUCH}",
                "password: hunter2\n\tuser: x",
                "pages: ${PAGES}",
                "format: '${PAGES}'",
                "ruled: a${PAGES}",
                "drying_time: ${PAGES:5}",
                "authors: ['', '${PAGES}']",
                "binding: ${PAGES}"
            })
    void no_message_shows_it(String lines) {
        String file = "session: Paper\npaper_options:\n  shelf: hall\n  " + lines + "\n";

        assertThat(Reading.faultOf(file, Map.of("PAGES", "hunter2"))).doesNotContain("hunter2");
    }

    @Test
    void different_passwords_are_named_by_their_places_alone() {
        assertThat(Reading.faultOf("""
                session: Paper
                paper_options: {shelf: hall, password: hunter2}
                engines: {session: {Paper: {password: hunter3}}}
                """))
                .isEqualTo(
                        "carnet.yml line 3, engines.session.Paper.password: another value stands in carnet.yml line 2,"
                                + " paper_options.password; keep one of them");
    }

    @Test
    void a_variable_that_names_no_engine_is_not_shown() {
        assertThat(Reading.faultOf("session: ${STORE}", Map.of("STORE", "hunter2")))
                .isEqualTo("carnet.yml line 1, session: '${STORE}' cannot be used with the variables as they are"
                        + " set; allowed is a store on the class path: Memory, Paper, Slate, Tablet or Wax");
    }

    @Test
    void a_configuration_describes_itself_without_the_values_of_its_store() {
        CarnetConfig config = Reading.yaml("session: Paper\npaper_options: {shelf: hall, password: hunter2}");

        assertThat(config.toString())
                .startsWith("CarnetConfig[Paper, Settings[")
                .contains("password")
                .doesNotContain("hunter2", "hall");
    }
}
