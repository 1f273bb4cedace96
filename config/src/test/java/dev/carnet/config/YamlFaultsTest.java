package dev.carnet.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are no YAML, or none that can configure. */
class YamlFaultsTest {
    @Test
    void a_tab_is_named_with_its_line() {
        assertThat(Reading.faultOf("session: Paper\npaper_options:\n\tshelf: hall\n"))
                .isEqualTo("carnet.yml line 3: this is a tab; indent YAML with spaces");
    }

    @Test
    void a_key_given_twice_is_named_with_both_lines() {
        assertThat(Reading.faultOf("""
                session: Memory
                session_name: one
                session_name: two
                """))
                .isEqualTo("carnet.yml line 3, session_name: this key is already in line 2; keep one of them");
    }

    @Test
    void even_what_says_the_same_twice_is_an_error_in_one_group() {
        assertThat(Reading.faultOf("""
                session: Slate
                engines:
                  session:
                    Slate: {port: 1}
                    Slate: {port: 1}
                """))
                .isEqualTo("carnet.yml line 5, engines.session.Slate: this key is already in line 4; keep one of them");
    }

    @ParameterizedTest
    @ValueSource(strings = {"session:Memory", "Memory", "- session: Memory", "[]", "\"session: Memory\""})
    void a_file_without_keys_configures_nothing(String file) {
        assertThat(Reading.faultOf(file))
                .isEqualTo("carnet.yml line 1: a configuration consists of keys and values, such as session: NAME"
                        + " (with a space after the colon)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# session: Memory\n", "---\n", "~"})
    void an_empty_file_configures_nothing(String file) {
        assertThat(Reading.faultOf(file)).isEqualTo("carnet.yml: the file is empty; write at least session: NAME");
    }

    @Test
    void one_file_is_one_configuration() {
        assertThat(Reading.faultOf("session: Memory\n---\nsession: Paper\n"))
                .isEqualTo("carnet.yml line 2: a second document begins here; a configuration is a single document");
    }

    @Test
    void a_colon_too_many_is_named_with_its_line() {
        assertThat(Reading.faultOf("session: Memory\nsession_duration: idle: 30\n"))
                .isEqualTo("carnet.yml line 2: there is a colon too many, or the indentation is wrong; a value that"
                        + " contains a colon and a space needs quotes");
    }

    @Test
    void a_missing_space_after_a_colon_is_named_with_its_line() {
        assertThat(Reading.faultOf("session: Paper\npaper_options:\n  shelf: hall\n  password:open\n"))
                .isEqualTo("carnet.yml line 4: a colon and a space are missing after this key");
    }

    @Test
    void a_quote_without_its_end_is_named_with_the_line_it_begins_in() {
        assertThat(Reading.faultOf("session: Memory\nsession_name: \"id\nsession_path: /\n"))
                .isEqualTo("carnet.yml line 2: the quote that opens here is never closed");
    }

    @Test
    void a_bracket_without_its_end_is_named_with_the_line_the_file_ends_in() {
        assertThat(Reading.faultOf("session: Memory\nallowed_types: [a,\n"))
                .isEqualTo("carnet.yml line 3: the file ends here, but a bracket or brace is still open");
    }

    @ParameterizedTest
    @ValueSource(strings = {"@home", "`ls`", "%d"})
    void a_value_that_cannot_begin_so_needs_quotes(String value) {
        assertThat(Reading.faultOf("session: Memory\nsession_name: " + value))
                .isEqualTo("carnet.yml line 2: a value cannot begin with this character; put the value in quotes");
    }

    @Test
    void braces_in_braces_need_quotes() {
        assertThat(Reading.faultOf("session: Paper\npaper_options: {shelf: ${SHELF}}\n"))
                .isEqualTo("carnet.yml line 2: this is not valid YAML (expected ',' or '}', but got {); put a value"
                        + " that contains brackets, braces or quotes in quotes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"!!javax.script.ScriptEngineManager [a]", "!perl/hash:Foo {a: b}", "!secret", "!e!secret x"})
    void no_tag_is_ever_followed(String value) {
        assertThat(Reading.faultOf("session: Memory\nsession_name: " + value))
                .containsPattern(
                        "carnet.yml line 2(, session_name)?: tags \\(!...\\) are not supported; a value that begins with ! needs quotes");
    }

    @Test
    void the_tags_of_plain_types_do_no_harm() {
        CarnetConfig config = Reading.yaml("""
                !!map
                session: !!str Memory
                session_duration: !!int 60
                session_name: ! id
                """);

        assertThat(config.options().maxIdle()).hasSeconds(60);
        assertThat(config.cookie().name()).isEqualTo("id");
    }

    @Test
    void merge_keys_are_refused_rather_than_ignored() {
        assertThat(Reading.faultOf("session: Memory\nshared: &shared {session_secure: 1}\n<<: *shared\n"))
                .isEqualTo("carnet.yml line 3, <<: YAML 1.2 has no merge keys; write out the keys");
    }

    @Test
    void an_alias_without_its_anchor_is_an_error() {
        assertThat(Reading.faultOf("session: Memory\nsession_name: *id\n"))
                .isEqualTo("carnet.yml line 2, session_name: there is no anchor of this name before this alias"
                        + " (*...); a value that begins with * needs quotes");
    }

    @Test
    void an_alias_inside_its_own_anchor_is_an_error() {
        assertThat(Reading.faultOf("session: Memory\nshop: &shop\n  again: *shop\n"))
                .isEqualTo("carnet.yml line 3, shop.again: there is no anchor of this name before this alias"
                        + " (*...); a value that begins with * needs quotes");
    }

    @Test
    void an_anchor_without_a_value_is_an_error() {
        assertThat(Reading.faultOf("session: Memory\nsession_name: &id\n"))
                .isEqualTo("carnet.yml line 2, session_name: nothing follows the anchor (&...); a value that begins"
                        + " with & needs quotes");
    }

    @Test
    void aliases_cannot_unfold_to_billions() {
        StringBuilder file = new StringBuilder("session: Memory\nlol0: &lol0 [lol, lol, lol]\n");
        for (int i = 1; i < 12; i++) {
            String alias = "*lol" + (i - 1);
            file.append("lol" + i + ": &lol" + i + " [" + String.join(", ", alias, alias, alias, alias) + "]\n");
        }

        assertThat(Reading.faultOf(file.toString()))
                .isEqualTo("carnet.yml line 8, lol6[0]: the file contains more than 10000 values, with aliases"
                        + " expanded");
    }

    @Test
    void nesting_has_an_end() {
        assertThat(Reading.faultOf("session: Memory\nx: " + "[".repeat(100_000)))
                .startsWith("carnet.yml line 2, x[0][0]")
                .endsWith(": this is nested deeper than 50 levels");
    }

    @Test
    void a_key_is_text() {
        assertThat(Reading.faultOf("session: Memory\n? [a, b]\n: c\n"))
                .isEqualTo("carnet.yml line 2: a key must be text");
        assertThat(Reading.faultOf("session: Memory\n?\n: c\n")).isEqualTo("carnet.yml line 2: a key must be text");
    }

    @Test
    void characters_that_no_text_has_are_named_with_their_line() {
        assertThat(Reading.faultOf("session: Memory\n# \uD83D\uDE00\nsession_name: a\u0000b\n"))
                .isEqualTo("carnet.yml line 3: the character U+0000 is not allowed in YAML");
    }

    @Test
    void another_version_of_yaml_is_none() {
        assertThat(Reading.faultOf("%YAML 2.0\n---\nsession: Memory\n"))
                .isEqualTo("carnet.yml: this is not valid" + " YAML 1.2");
    }
}
