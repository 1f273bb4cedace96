package dev.carnet.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VariablesTest {
    private static final Map<String, String> ENVIRONMENT =
            Map.of("HALL", "great hall", "EMPTY", "", "NESTED", "${HALL}", "app.shelf", "attic", "MONEY", "$1\\");

    @ParameterizedTest
    @CsvSource({
        "${HALL}, great hall",
        "the ${HALL}!, the great hall!",
        "${HALL}/${HALL}, great hall/great hall",
        "${HALL:attic}, great hall",
        "${NO_SUCH:attic}, attic",
        "${NO_SUCH:'jdbc:x://y?a=b'}, 'jdbc:x://y?a=b'",
        "a${EMPTY}b, ab",
        "a${EMPTY:c}b, ab",
        "a${NO_SUCH:}b, ab",
        "${app.shelf}, attic",
        "${NESTED}, ${HALL}",
        "$${HALL}, ${HALL}",
        "$$${HALL}, $${HALL}",
        "$${, ${",
        "$5 {and} $HALL, $5 {and} $HALL",
        "${MONEY}, $1\\"
    })
    void variables_stand_for_their_values(String written, String value) {
        CarnetConfig config = shelf(written.replace("'", ""), ENVIRONMENT);

        assertThat(config.settings().get(PaperProvider.SHELF)).isEqualTo(value.replace("'", ""));
    }

    @Test
    void they_are_expanded_in_lists_and_groups_too() {
        CarnetConfig config = Reading.yaml("""
                session: Paper
                paper_options:
                  shelf: hall
                  authors: ["${HALL}", ben]
                  binding: {colour: "${HALL}"}
                """, ENVIRONMENT);

        assertThat(config.settings().get(PaperProvider.AUTHORS)).containsExactly("great hall", "ben");
        assertThat(config.settings().get(PaperProvider.BINDING)).isEqualTo(Map.of("colour", "great hall"));
    }

    @Test
    void one_that_is_not_set_is_named_with_file_line_and_key() {
        assertThat(Reading.faultOf("""
                session: Paper
                session_duration: ${IDLE}
                paper_options:
                  shelf: hall
                  password: ${PAPER_PASSWORD}
                  authors:
                    - anna
                    - ${SECOND_AUTHOR}
                """)).isEqualTo("""
                        carnet.yml has 3 faults:
                          carnet.yml line 2, session_duration: the environment variable IDLE is not set; set it, or give a default as in ${IDLE:default}
                          carnet.yml line 5, paper_options.password: the environment variable PAPER_PASSWORD is not set; set it, or give a default as in ${PAPER_PASSWORD:default}
                          carnet.yml line 8, paper_options.authors[1]: the environment variable SECOND_AUTHOR is not set; set it, or give a default as in ${SECOND_AUTHOR:default}""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"${", "${}", "${HALL", "${1ST}", "${HALL-attic}", "a${b!c}"})
    void what_only_looks_like_one_is_an_error(String written) {
        assertThat(Reading.faultOf(() -> shelf(written, ENVIRONMENT)))
                .isEqualTo("carnet.yml line 2, paper_options.shelf: ${ must be followed by a variable's name and }, or"
                        + " by its name, a colon, a default and }; write $${ for a literal ${");
    }

    @Test
    void a_variables_value_that_does_not_fit_is_not_shown() {
        assertThat(Reading.faultOf("session: Memory\nsession_duration: ${IDLE}", Map.of("IDLE", "hunter2")))
                .isEqualTo(
                        "carnet.yml line 2, session_duration: '${IDLE}' cannot be used with the variables as they are"
                                + " set; allowed is seconds, or words such as \"30 minutes\", \"12 hours\", \"2 days\", \"+2h\";"
                                + " 0 is never");
    }

    @Test
    void keys_and_what_others_wrote_are_not_expanded() {
        CarnetConfig config = Reading.yaml("""
                session: Memory
                template: ${NO_SUCH}
                ${NO_SUCH}: x
                """);

        assertThat(config.ignoredKeys()).containsExactly("template", "${NO_SUCH}");
    }

    private static CarnetConfig shelf(String value, Map<String, String> environment) {
        return Reading.yaml("session: Paper\npaper_options: {shelf: '" + value + "'}", environment);
    }
}
