package dev.carnet.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator reads when a setting is wrong. */
class SettingFaultsTest {
    private static final String DURATION =
            "allowed is seconds, or words such as \"30 minutes\", \"12 hours\", \"2 days\", \"+2h\"";

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiterString = " | ",
            quoteCharacter = '`',
            value = {
                "session_duration     | half an hour | 'half an hour' is not a duration; DURATION; 0 is never",
                "session_duration     | -5           | '-5' is not a duration; DURATION; 0 is never",
                "session_duration     | 100 ms       | '100 ms' is too short; DURATION; 0 is never",
                "session_lifetime     | 1000 years   | '1000 years' is too long; DURATION; 0 is never",
                "session_lifetime     | 999999999 years | '999999999 years' is out of range; DURATION; 0 is never",
                "session_touch_window | ''           | '' is not a duration; DURATION; 0 stores every access",
                "clock_tolerance      | some         | 'some' is not a duration; DURATION; 0 is none",
                "conflict_timeout     | 0            | '0' is too short; DURATION",
                "sweep_interval       | daily        | 'daily' is not a duration; DURATION; 0 is never",
                "session_expires      | 2 years      | '2 years' is too long; DURATION; 0 is until the browser closes; at most 400 days",
                "session_max_bytes    | 4 MiB        | '4 MiB' is not a whole number; allowed is a whole number"
                        + " from 1 to 2147483647",
                "codec                | graf         | 'graf' is none of them; allowed is json or graph",
                "sweep_batch          | 0            | 0 is out of range; allowed is a whole number from 1 to 100000",
                "session_secure       | perhaps      | 'perhaps' is neither; allowed is true or false (also 1 or 0, yes or no, on or off)",
                "hash_ids             | [1, 0]       | this must be a single value; allowed is true or false (also"
                        + " 1 or 0, yes or no, on or off)",
                "session_same_site    | Laxx         | 'Laxx' is none of them; allowed is strict, lax, none; did you mean lax?",
                "session_same_site    | sometimes    | 'sometimes' is none of them; allowed is strict, lax, none",
                "on_unreadable        | fial         | 'fial' is none of them; allowed is new_session, fail; did you mean fail?",
                "session_name         | my session   | 'my session' cannot be used; allowed is a name of the characters A-Z a-z 0-9 !#$%&'*+-.^_`|~",
                "session_path         | shop         | 'shop' cannot be used; allowed is a path that begins with /",
                "session_domain       | a;b          | 'a;b' cannot be used; allowed is a host name",
            })
    void a_bad_value_is_named_with_what_is_allowed(String key, String value, String fault) {
        assertThat(Reading.faultOf("session: Memory\n" + key + ": " + value))
                .isEqualTo("carnet.yml line 2, " + key + ": " + fault.replace("DURATION", DURATION));
    }

    @Test
    void a_stores_settings_are_checked_each_by_its_own_rule() {
        assertThat(Reading.faultOf("""
                session: Paper
                engines:
                  session:
                    Paper:
                      shelf: [hall, attic]
                      pages: 2000
                      format: oktavo
                      drying_time: a while
                      authors: [anna, ""]
                      binding: leather
                      store: anna
                """)).isEqualTo("""
                        carnet.yml has 7 faults:
                          carnet.yml line 5, engines.session.Paper.shelf: this must be a single value; allowed is text
                          carnet.yml line 6, engines.session.Paper.pages: 2000 is out of range; allowed is a whole number from 1 to 1000
                          carnet.yml line 7, engines.session.Paper.format: 'oktavo' is none of them; allowed is folio, quarto, octavo; did you mean octavo?
                          carnet.yml line 8, engines.session.Paper.drying_time: 'a while' is not a duration; allowed is seconds, or words such as "30 minutes", "12 hours", "2 days", "+2h"
                          carnet.yml line 9, engines.session.Paper.authors: it is empty; allowed is a list of texts
                          carnet.yml line 10, engines.session.Paper.binding: this is not a group of keys; allowed is a group of keys
                          carnet.yml line 11, engines.session.Paper.store: a file cannot hold a SessionStore; allowed is a SessionStore, supplied in code""");
    }

    @Test
    void a_missing_setting_is_named_where_one_would_write_it() {
        assertThat(Reading.faultOf("""
                appname: library
                session: Paper
                engines:
                  session:
                    Paper:
                      pages: 12
                """))
                .isEqualTo("carnet.yml line 5, engines.session.Paper.shelf: this setting is missing; allowed is text");
    }

    @Test
    void a_missing_setting_is_missed_where_dancer_1_had_the_others() {
        assertThat(Reading.faultOf("""
                session: Paper
                paper_options:
                  pages: 12
                """))
                .isEqualTo("carnet.yml line 2, paper_options.shelf: this setting is missing; allowed is text");
    }

    @Test
    void without_any_section_a_missing_setting_is_named_in_the_line_of_the_engine() {
        assertThat(Reading.faultOf("appname: library\nsession: paper"))
                .isEqualTo("carnet.yml line 2, engines.session.Paper.shelf: this setting is missing; allowed is text");
    }

    @Test
    void an_empty_place_does_not_give_what_is_required() {
        assertThat(Reading.faultOf("""
                session: Paper
                paper_options:
                  shelf:
                """))
                .isEqualTo("carnet.yml line 2, paper_options.shelf: this setting is missing; allowed is text");
    }

    @Test
    void different_values_for_one_thing_are_named_with_both_places() {
        assertThat(Reading.faultOf("""
                session: Paper
                session_name: library.session
                session_duration: 1800
                paper_options:
                  shelf: hall
                engines:
                  session:
                    Paper:
                      cookie_name: other.session
                      session_duration: 20 minutes
                      rack: attic
                """)).isEqualTo("""
                        carnet.yml has 3 faults:
                          carnet.yml line 9, engines.session.Paper.cookie_name: another value stands in carnet.yml line 2, session_name; keep one of them
                          carnet.yml line 10, engines.session.Paper.session_duration: another value stands in carnet.yml line 3, session_duration; keep one of them
                          carnet.yml line 11, engines.session.Paper.rack: another value stands in carnet.yml line 5, paper_options.shelf; keep one of them""");
    }

    @Test
    void a_value_where_a_group_belongs_is_an_error_of_its_own() {
        assertThat(Reading.faultOf("""
                session: Paper
                paper_options: hall
                engines:
                  session: Paper
                """)).isEqualTo("""
                        carnet.yml has 2 faults:
                          carnet.yml line 2, paper_options: this must be a group of keys, not a value
                          carnet.yml line 4, engines.session: this must be a group of keys, not a value""");
    }

    @Test
    void a_value_of_several_lines_stays_in_its_line_of_the_message() {
        assertThat(Reading.faultOf("""
                session: Memory
                session_duration: |
                  30
                  carnet.yml line 1, session: all is well
                """))
                .isEqualTo("carnet.yml line 2, session_duration: '30 carnet.yml line 1, session: all is well' is"
                        + " not a duration; " + DURATION + "; 0 is never");
    }
}
