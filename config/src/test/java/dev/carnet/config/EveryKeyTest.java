package dev.carnet.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.config.CookieOptions.SameSite;
import dev.carnet.config.PaperProvider.Format;
import dev.carnet.error.ConfigurationException;
import dev.carnet.options.LimitPolicy;
import dev.carnet.options.SessionIdFormat;
import dev.carnet.options.SessionOptions;
import dev.carnet.options.UnreadablePolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EveryKeyTest {
    @Test
    void each_key_of_the_session_sets_its_option() {
        CarnetConfig config = Reading.yaml("""
                session: Memory
                session_duration: 20 minutes
                session_lifetime: 2 days
                session_touch_window: 10s
                session_max_bytes: 65536
                hash_ids: false
                session_id_format: digits
                on_unreadable: fail
                clock_tolerance: 30
                conflict_timeout: 2 seconds
                sweep_interval: 1 hour
                sweep_batch: 50
                store_empty_sessions: yes
                session_renewal: 1 hour
                session_limit: 3
                on_session_limit: refuse
                """);

        assertThat(config.options())
                .isEqualTo(new SessionOptions(
                        Duration.ofMinutes(20),
                        Duration.ofDays(2),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(30),
                        65_536,
                        false,
                        SessionIdFormat.DIGITS,
                        UnreadablePolicy.FAIL,
                        Duration.ofSeconds(2),
                        Duration.ofHours(1),
                        50,
                        true,
                        Duration.ofHours(1),
                        3,
                        LimitPolicy.REFUSE,
                        null));
        assertThat(config.cookie()).isEqualTo(CookieOptions.DEFAULTS);
    }

    @Test
    void a_scope_needs_hashed_ids() {
        assertThat(Reading.yaml("session: Memory\nsession_scope: shop")
                        .options()
                        .scope())
                .isEqualTo("shop");
        assertThatThrownBy(() -> Reading.yaml("session: Memory\nsession_scope: shop\nhash_ids: false"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("session_scope")
                .hasMessageContaining("hash_ids is false");
    }

    @Test
    void each_key_of_the_web_layer_sets_its_option() {
        CarnetConfig config = Reading.yaml("""
                session: Memory
                session_id_header: X-Auth-Token
                on_store_failure: stateless
                clear_site_data: [cache, storage]
                """);

        assertThat(config.web())
                .isEqualTo(new WebOptions("X-Auth-Token", StoreFailurePolicy.STATELESS, List.of("cache", "storage")));
        assertThatThrownBy(() -> Reading.yaml("session: Memory\nclear_site_data: cookie"))
                .hasMessageContaining("clear_site_data: the values of Clear-Site-Data are cache, cookies");
        assertThat(Reading.yaml("session: Memory").web()).isEqualTo(WebOptions.DEFAULTS);
    }

    @Test
    void each_key_of_the_cookie_sets_its_option() {
        CarnetConfig config = Reading.yaml("""
                session: Memory
                session_name: id
                session_domain: example.com
                session_path: /shop
                session_expires: 30 days
                session_secure: yes
                session_is_http_only: no
                session_same_site: strict
                session_partitioned: on
                """);

        assertThat(config.cookie())
                .isEqualTo(new CookieOptions(
                        "id", "example.com", "/shop", Duration.ofDays(30), true, false, SameSite.STRICT, true));
        assertThat(config.options()).isEqualTo(SessionOptions.DEFAULTS);
    }

    @Test
    void ids_of_another_format_cannot_be_digested() {
        assertThatThrownBy(() -> Reading.yaml("""
                session: Memory
                session_id_format: hex
                """))
                .hasMessageContaining("session_id_format")
                .hasMessageContaining("set hash_ids to false");
    }

    @Test
    void without_a_key_the_default_stays() {
        CarnetConfig config = Reading.yaml("session: Memory");

        assertThat(config.options()).isEqualTo(SessionOptions.DEFAULTS);
        assertThat(config.cookie()).isEqualTo(CookieOptions.DEFAULTS);
        assertThat(config.allowed().byName()).isEmpty();
    }

    @Test
    void zero_is_never() {
        CarnetConfig config = Reading.yaml("""
                session: Memory
                session_duration: 0
                session_lifetime: 0 seconds
                session_expires: "0"
                sweep_interval: 0
                """);

        assertThat(config.options().maxIdle()).isNull();
        assertThat(config.options().lifetime()).isNull();
        assertThat(config.cookie().maxAge()).isNull();
        assertThat(config.options().sweepInterval()).isNull();
    }

    @Test
    void zero_is_nothing_where_that_makes_sense() {
        CarnetConfig config = Reading.yaml("""
                session: Memory
                session_touch_window: 0
                clock_tolerance: 0
                """);

        assertThat(config.options().touchWindow()).isZero();
        assertThat(config.options().clockTolerance()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "1800, 1800",
        "'\"1800\"', 1800",
        "30 minutes, 1800",
        "30m, 1800",
        "+2h, 7200",
        "'''2 hours''', 7200",
        "1M, 2592000",
        "1y, 31536000",
        "1 day 6 hours, 108000",
        "PT30M, 1800"
    })
    void durations_are_seconds_or_words(String written, long seconds) {
        CarnetConfig config = Reading.yaml("session: Memory\nsession_duration: " + written);

        assertThat(config.options().maxIdle()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({
        "1, true",
        "0, false",
        "'\"1\"', true",
        "'''0''', false",
        "true, true",
        "False, false",
        "yes, true",
        "off, false"
    })
    void perls_truths_are_understood(String written, boolean secure) {
        CarnetConfig config = Reading.yaml("session: Memory\nsession_secure: " + written);

        assertThat(config.cookie().secure()).isEqualTo(secure);
    }

    @Test
    void a_store_gets_its_settings_in_their_types() {
        CarnetConfig config = Reading.yaml("""
                session: Paper
                engines:
                  session:
                    Paper:
                      rack: hall
                      pages: "12"
                      ruled: 1
                      drying_time: 2 hours
                      format: Folio
                      authors: [anna, ben]
                      binding:
                        colour: red
                        thread: {count: 3, kind: ~}
                        layers: [linen, leather]
                """);

        assertThat(config.settings().get(PaperProvider.SHELF)).isEqualTo("hall");
        assertThat(config.settings().get(PaperProvider.PAGES)).isEqualTo(12);
        assertThat(config.settings().get(PaperProvider.RULED)).isTrue();
        assertThat(config.settings().get(PaperProvider.DRYING_TIME)).isEqualTo(Duration.ofHours(2));
        assertThat(config.settings().get(PaperProvider.FORMAT)).isEqualTo(Format.FOLIO);
        assertThat(config.settings().get(PaperProvider.AUTHORS)).containsExactly("anna", "ben");
        assertThat(config.settings().get(PaperProvider.BINDING))
                .isEqualTo(
                        Map.of("colour", "red", "thread", Map.of("count", "3"), "layers", List.of("linen", "leather")));
        assertThat(config.settings().has(PaperProvider.USER)).isFalse();
    }

    @Test
    void keys_of_the_session_may_stand_in_the_engines_section_too() {
        CarnetConfig config = Reading.yaml("""
                session: Slate
                engines: {session: {Slate: {session_lifetime: 1 day, sweep_batch: 7}}}
                """);

        assertThat(config.options().lifetime()).isEqualTo(Duration.ofDays(1));
        assertThat(config.options().sweepBatch()).isEqualTo(7);
    }
}
