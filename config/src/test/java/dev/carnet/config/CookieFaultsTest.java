package dev.carnet.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cookies that browsers refuse. */
class CookieFaultsTest {
    @Test
    void same_site_none_needs_a_secure_cookie() {
        assertThat(Reading.faultOf("""
                session: Memory
                session_same_site: None
                """))
                .isEqualTo("carnet.yml line 2, session_same_site: SameSite=None requires a secure cookie; set"
                        + " session_secure to true");
    }

    @Test
    void the_fault_stands_where_dancer_2_writes_the_key() {
        assertThat(Reading.faultOf("""
                session: Slate
                engines:
                  session:
                    Slate:
                      cookie_same_site: None
                      is_secure: 0
                """))
                .isEqualTo("carnet.yml line 5, engines.session.Slate.cookie_same_site: SameSite=None requires a"
                        + " secure cookie; set session_secure to true");
    }

    @Test
    void every_setting_that_needs_a_secure_cookie_is_named() {
        assertThat(Reading.faultOf("""
                session: Memory
                session_name: __Host-session
                session_partitioned: 1
                session_same_site: none
                session_secure: 0
                """)).isEqualTo("""
                        carnet.yml has 3 faults:
                          carnet.yml line 2, session_name: a __Host- cookie must be secure, with path / and without a domain
                          carnet.yml line 3, session_partitioned: a partitioned cookie must be secure; set session_secure to true
                          carnet.yml line 4, session_same_site: SameSite=None requires a secure cookie; set session_secure to true""");
    }

    @Test
    void a_host_cookie_has_no_domain() {
        assertThat(Reading.faultOf("""
                session: Memory
                session_domain: example.com
                session_name: __Host-session
                """))
                .isEqualTo("carnet.yml line 3, session_name: a __Host- cookie must be secure, with path / and"
                        + " without a domain");
    }

    @ParameterizedTest
    @ValueSource(strings = {"__Host-session", "__Secure-session", "__host-session"})
    void a_names_prefix_says_that_the_cookie_is_secure(String name) {
        CarnetConfig config = Reading.yaml("session: Memory\nsession_same_site: None\nsession_name: " + name);

        assertThat(config.cookie().name()).isEqualTo(name);
        assertThat(config.cookie().secure()).isTrue();
    }

    @Test
    void without_a_prefix_the_cookie_follows_the_request() {
        assertThat(Reading.yaml("session: Memory\nsession_name: id").cookie().secure())
                .isNull();
    }
}
