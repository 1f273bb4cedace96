package dev.carnet.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.config.CookieOptions.SameSite;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Files as Dancer applications have them, and Carnet's own. */
class DancerFilesTest {
    @Test
    void carnets_own_file_is_short() {
        CarnetConfig config = Reading.yaml("""
                session: Paper
                session_name: __Host-session       # cookie
                session_duration: 30 minutes       # idle; 0 = never
                session_lifetime: 12 hours         # absolute
                engines:
                  session:
                    Paper:
                      shelf: hall
                      password: ${PAPER_PASSWORD}
                """, Map.of("PAPER_PASSWORD", "open sesame"));

        assertThat(config.session()).isEqualTo("Paper");
        assertThat(config.provider()).isInstanceOf(PaperProvider.class);
        assertThat(config.cookie().name()).isEqualTo("__Host-session");
        assertThat(config.cookie().secure()).isTrue();
        assertThat(config.options().maxIdle()).isEqualTo(Duration.ofMinutes(30));
        assertThat(config.options().lifetime()).isEqualTo(Duration.ofHours(12));
        assertThat(config.settings().get(PaperProvider.SHELF)).isEqualTo("hall");
        assertThat(config.settings().get(PaperProvider.PASSWORD)).isEqualTo("open sesame");
        assertThat(config.ignoredKeys()).isEmpty();
    }

    @Test
    void a_dancer_1_file_works_as_it_stands() {
        CarnetConfig config = Reading.yaml("""
                # This is the main configuration file of your Dancer app
                appname: "Library"
                layout: "main"
                charset: "UTF-8"
                template: "simple"
                logger: 'console'
                port: 3000
                plugins:
                  Database:
                    driver: 'SQLite'
                    password: ${NOT_OURS_TO_EXPAND}
                session: 'Paper'
                session_name: 'library.session'
                session_domain: '.example.com'
                session_secure: 1
                session_expires: '2 hours'
                session_is_http_only: 1
                session_same_site: 'Strict'
                session_dir: '/tmp/dancer-sessions'
                paper_options:
                    shelf:    'hall'
                    user:     'anna'
                    password: ''
                    pages:    '200'
                    ruled:    1
                redis_session:
                    server: 'localhost:6379'
                """);

        assertThat(config.session()).isEqualTo("Paper");
        assertThat(config.cookie().name()).isEqualTo("library.session");
        assertThat(config.cookie().domain()).isEqualTo(".example.com");
        assertThat(config.cookie().secure()).isTrue();
        assertThat(config.cookie().maxAge()).isEqualTo(Duration.ofHours(2));
        assertThat(config.cookie().httpOnly()).isTrue();
        assertThat(config.cookie().sameSite()).isEqualTo(SameSite.STRICT);
        assertThat(config.settings().get(PaperProvider.SHELF)).isEqualTo("hall");
        assertThat(config.settings().get(PaperProvider.PASSWORD)).isEmpty();
        assertThat(config.settings().get(PaperProvider.PAGES)).isEqualTo(200);
        assertThat(config.settings().get(PaperProvider.RULED)).isTrue();
        assertThat(config.ignoredKeys())
                .containsExactly(
                        "appname",
                        "layout",
                        "charset",
                        "template",
                        "logger",
                        "port",
                        "plugins",
                        "session_dir",
                        "redis_session");
    }

    @Test
    void a_dancer_2_file_works_as_it_stands() {
        CarnetConfig config = Reading.yaml("""
                ---
                appname: "Library"
                template: "template_toolkit"
                session: "Paper"
                engines:
                  template:
                    template_toolkit:
                      start_tag: '<%'
                  session:
                    Paper:
                      cookie_name: library.session
                      cookie_domain: example.com
                      cookie_path: /books
                      cookie_duration: '2 hours'
                      session_duration: 1800
                      is_secure: 1
                      is_http_only: 0
                      cookie_same_site: None
                      shelf: hall
                    YAML:
                      session_dir: /tmp/dancer-sessions
                      is_secure: perhaps
                    CHI:
                      driver: Memory
                """);

        assertThat(config.cookie().name()).isEqualTo("library.session");
        assertThat(config.cookie().domain()).isEqualTo("example.com");
        assertThat(config.cookie().path()).isEqualTo("/books");
        assertThat(config.cookie().maxAge()).isEqualTo(Duration.ofHours(2));
        assertThat(config.cookie().secure()).isTrue();
        assertThat(config.cookie().httpOnly()).isFalse();
        assertThat(config.cookie().sameSite()).isEqualTo(SameSite.NONE);
        assertThat(config.options().maxIdle()).isEqualTo(Duration.ofMinutes(30));
        assertThat(config.settings().get(PaperProvider.SHELF)).isEqualTo("hall");
        assertThat(config.ignoredKeys())
                .containsExactly(
                        "appname", "template", "engines.template", "engines.session.YAML", "engines.session.CHI");
    }

    @Test
    void an_engine_whose_keys_dancer_1_kept_at_the_top_level_finds_them_there_among_the_applications() {
        CarnetConfig config = Reading.yaml("""
                session: Slate
                slate_host: db.example.com
                slate_port: 27018
                host: 0.0.0.0
                port: 3000
                """);

        assertThat(config.settings().get(SlateProvider.HOST)).isEqualTo("db.example.com");
        assertThat(config.settings().get(SlateProvider.PORT)).isEqualTo(27018);
        assertThat(config.ignoredKeys()).containsExactly("host", "port");
    }

    @Test
    void in_its_section_the_same_engine_understands_every_spelling() {
        CarnetConfig config = Reading.yaml("""
                session: Slate
                engines: {session: {Slate: {host: db.example.com, slate_port: 27018}}}
                """);

        assertThat(config.settings().get(SlateProvider.HOST)).isEqualTo("db.example.com");
        assertThat(config.settings().get(SlateProvider.PORT)).isEqualTo(27018);
    }

    @Test
    void another_engines_keys_are_ignored_and_listed() {
        CarnetConfig config = Reading.yaml("""
                session: Memory
                paper_options: {shelf: hall, nonsense: 1}
                session_options: {dsn: 'dbi:SQLite:dbname=sessions.db'}
                slate_host: db.example.com
                engines:
                  session:
                    paper: {nonsense: 1}
                    redis: {server: 'localhost:6379'}
                """);

        assertThat(config.session()).isEqualTo("Memory");
        assertThat(config.ignoredKeys())
                .containsExactly(
                        "paper_options",
                        "session_options",
                        "slate_host",
                        "engines.session.paper",
                        "engines.session.redis");
    }

    @Test
    void what_says_the_same_twice_is_fine() {
        CarnetConfig config = Reading.yaml("""
                session: Paper
                session_duration: 30 minutes
                paper_options: {rack: hall, drying_time: 1m}
                engines: {session: {Paper: {shelf: hall, drying_time: 60, session_duration: 1800}}}
                """);

        assertThat(config.options().maxIdle()).isEqualTo(Duration.ofMinutes(30));
        assertThat(config.settings().get(PaperProvider.SHELF)).isEqualTo("hall");
        assertThat(config.settings().get(PaperProvider.DRYING_TIME)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void an_empty_place_is_as_if_its_key_were_not_there() {
        CarnetConfig config = Reading.yaml("""
                session: Slate
                session_name:
                session_domain: ~
                session_duration: null
                engines:
                """);

        assertThat(config.cookie().name()).isNull();
        assertThat(config.cookie().domain()).isNull();
        assertThat(config.options()).isEqualTo(Reading.yaml("session: Slate").options());
        assertThat(config.settings().has(SlateProvider.HOST)).isFalse();
    }

    @Test
    void anchors_and_aliases_carry_over_what_several_places_share() {
        CarnetConfig config = Reading.yaml("""
                session: Paper
                shared: &idle 45 minutes
                session_duration: *idle
                engines:
                  session:
                    Spare: &paper {shelf: hall, pages: 7}
                    Paper: *paper
                """);

        assertThat(config.options().maxIdle()).isEqualTo(Duration.ofMinutes(45));
        assertThat(config.settings().get(PaperProvider.PAGES)).isEqualTo(7);
        assertThat(config.ignoredKeys()).containsExactly("shared", "engines.session.Spare");
    }
}
