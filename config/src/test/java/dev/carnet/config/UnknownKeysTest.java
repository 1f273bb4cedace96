package dev.carnet.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.spi.setup.Setting;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that nobody declared: the application's, or slips. */
class UnknownKeysTest {
    private static final String PAPER = "session: Paper\npaper_options: {shelf: hall}\n";

    @ParameterizedTest
    @CsvSource({
        "sesion_name, session_name",
        "session_duratoin, session_duration",
        "session_durations, session_duration",
        "session-name, session_name",
        "Session_Name, session_name",
        "session_http_only, session_is_http_only",
        "session_samesite, session_same_site",
        "ession_secure, session_secure",
        "hash_id, hash_ids",
        "on_unreadble, on_unreadable",
        "allowed_type, allowed_types",
        "sweep_intervall, sweep_interval"
    })
    void a_slip_at_the_top_level_is_an_error_with_the_right_spelling(String written, String meant) {
        assertThat(Reading.faultOf(PAPER + written + ": 1"))
                .isEqualTo("carnet.yml line 3, " + written + ": there is no such setting; did you mean " + meant + "?");
    }

    @ParameterizedTest
    @CsvSource({"engine, engines", "enginse, engines", "paper_option, paper_options"})
    void so_is_a_slip_in_the_name_of_a_group(String written, String meant) {
        assertThat(Reading.faultOf("session: Paper\n" + written + ": {shelf: hall}"))
                .isEqualTo("carnet.yml line 2, " + written + ": there is no such group; did you mean " + meant + "?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "version",
                "permission",
                "mission",
                "version_name",
                "sweep",
                "domain",
                "secure",
                "server",
                "host",
                "port",
                "user",
                "password",
                "shelf",
                "types",
                "hashes",
                "serializer",
                "code",
                "plugins",
                "environment",
                "show_errors"
            })
    void the_applications_own_keys_are_ignored_and_listed(String key) {
        assertThat(Reading.yaml(PAPER + key + ": {any: thing}").ignoredKeys()).containsExactly(key);
    }

    @Test
    void what_begins_like_a_key_of_the_session_is_never_taken_for_the_applications() {
        assertThat(Reading.faultOf(PAPER + "session_colour: red"))
                .isEqualTo("carnet.yml line 3, session_colour: there is no such setting; known here: session, "
                        + SessionSettings.ALL.stream().map(Setting::name).collect(Collectors.joining(", ")));
    }

    @Test
    void nor_is_what_begins_like_a_key_of_the_engine_where_those_stand_at_the_top_level() {
        assertThat(Reading.faultOf("session: Slate\nslate_prot: 1"))
                .isEqualTo("carnet.yml line 2, slate_prot: there is no such setting; did you mean slate_port?");
        assertThat(Reading.yaml("session: Memory\nslate_prot: 1").ignoredKeys()).containsExactly("slate_prot");
    }

    @ParameterizedTest
    @CsvSource({
        "cookie_name, session_name",
        "cookie_duration, session_expires",
        "is_secure, session_secure",
        "is_http_only, session_is_http_only",
        "cookie_same_site, session_same_site"
    })
    void dancer_2s_spellings_belong_into_the_engines_section(String written, String atTop) {
        assertThat(Reading.faultOf(PAPER + written + ": 1"))
                .isEqualTo("carnet.yml line 3, " + written + ": this spelling belongs under engines.session.NAME;"
                        + " at the top level write " + atTop);
    }

    @Test
    void in_the_engines_places_every_key_must_be_known() {
        assertThat(Reading.faultOf("""
                session: Paper
                paper_options:
                  shelf: hall
                  colour: red
                engines:
                  session:
                    Paper:
                      pasword: open sesame
                      rcak: hall
                      cookie_nmae: id
                      session_lifetmie: 1
                """)).isEqualTo("""
                        carnet.yml has 5 faults:
                          carnet.yml line 4, paper_options.colour: there is no such setting; known here: shelf, user, password, pages, ruled, drying_time, format, authors, binding, store
                          carnet.yml line 8, engines.session.Paper.pasword: there is no such setting; did you mean password?
                          carnet.yml line 9, engines.session.Paper.rcak: there is no such setting; did you mean rack?
                          carnet.yml line 10, engines.session.Paper.cookie_nmae: there is no such setting; did you mean cookie_name?
                          carnet.yml line 11, engines.session.Paper.session_lifetmie: there is no such setting; did you mean session_lifetime?""");
    }

    @Test
    void what_a_misspelt_key_gives_is_not_missing_besides() {
        assertThat(Reading.faultOf("session: Paper\npaper_options: {shlef: hall}"))
                .isEqualTo("carnet.yml line 2, paper_options.shlef: there is no such setting; did you mean shelf?");
    }

    @ParameterizedTest
    @CsvSource({"sesion, session", "sessions, session"})
    void a_slip_on_the_way_to_the_section_is_an_error(String written, String meant) {
        assertThat(Reading.faultOf("session: Paper\nengines: {" + written + ": {Paper: {shelf: hall}}}"))
                .isEqualTo("carnet.yml line 2, engines." + written + ": there is no such group; did you mean " + meant
                        + "?");
    }

    @ParameterizedTest
    @CsvSource({"Papre, Paper", "Rediss, Redis", "DBJ, DBI", "Mongo-DB, MongoDB"})
    void a_slip_in_a_sections_name_is_an_error(String written, String meant) {
        assertThat(Reading.faultOf("session: Paper\nengines: {session: {" + written + ": {shelf: hall}}}"))
                .isEqualTo("carnet.yml line 2, engines.session." + written + ": there is no such group; did you mean "
                        + meant + "?");
    }
}
