package dev.carnet.dancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.config.CarnetConfig;
import dev.carnet.error.ConfigurationException;
import dev.carnet.options.SessionIdFormat;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The originals' documented configurations, with the one line and without it. */
class DancerDialectTest {
    private static CarnetConfig read(String yaml) {
        return CarnetConfig.parse("config.yml", yaml, name -> null);
    }

    @ParameterizedTest
    @CsvSource({
        "dbi.yml, DBI, 0",
        "dbic.yml, DBI, 0",
        "kiokudb-dbi.yml, KiokuDB, 0",
        "kiokudb-no-create.yml, KiokuDB, 0",
        "mongodb.yml, MongoDB, 0",
        "redis-server.yml, Redis, 3600",
        "redis-sock.yml, Redis, 3600"
    })
    void one_line_says_all_that_the_original_does(String file, String engine, long idleSeconds) {
        CarnetConfig config = read(Fixtures.text("config/" + file) + "\ndancer: share\n");

        assertThat(config.session()).isEqualTo(engine);
        assertThat(config.cookie().name()).isEqualTo("dancer.session");
        assertThat(config.options().hashIds()).isFalse();
        assertThat(config.options().maxIdle()).isEqualTo(idleSeconds == 0 ? null : Duration.ofSeconds(idleSeconds));
        assertThat(config.ignoredKeys()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dbi.yml",
                "dbic.yml",
                "kiokudb-dbi.yml",
                "kiokudb-no-create.yml",
                "mongodb.yml",
                "redis-server.yml",
                "redis-sock.yml"
            })
    void without_the_line_it_is_told_what_that_means(String file) {
        String yaml = Fixtures.text("config/" + file);
        // Its schema is no persistence unit; that is a fault of its own.
        String engine =
                yaml.contains("DBIC") ? yaml.replace("\"DBIC\"", "\"DBI\"").replace("DBIC:", "DBI:") : yaml;

        assertThatThrownBy(() -> read(engine))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("nothing says what to do with its sessions; add one line: 'dancer: share'")
                .hasMessageContaining("'dancer: take-over'")
                .hasMessageContaining("'dancer: new'");
    }

    @Test
    void what_the_application_says_of_its_cookie_counts() {
        CarnetConfig config = read("""
                appname: shop
                charset: UTF-8
                session: Redis
                session_name: shop.session
                session_domain: .example.com
                session_expires: 2 hours
                session_is_http_only: 0
                redis_session: {server: 'redis.example.com:6379'}
                dancer: share
                """);

        assertThat(config.cookie().name()).isEqualTo("shop.session");
        assertThat(config.cookie().domain()).isEqualTo(".example.com");
        assertThat(config.cookie().maxAge()).isEqualTo(Duration.ofHours(2));
        assertThat(config.cookie().httpOnly()).isFalse();
        assertThat(config.options().maxIdle()).isEqualTo(Duration.ofMinutes(15));
        assertThat(config.ignoredKeys()).containsExactly("appname", "charset");
    }

    /** Dancer 1's engine looks for ObjectIds, Dancer 2's for strings. */
    @Test
    void new_ids_are_such_as_the_other_side_looks_for() {
        CarnetConfig dancer1 = read(Fixtures.text("config/mongodb.yml") + "\ndancer: share\n");
        CarnetConfig dancer2 = read("""
                session: MongoDB
                engines: {session: {MongoDB: {database_name: shop}}}
                dancer: share
                """);

        assertThat(dancer1.options().idFormat()).isEqualTo(SessionIdFormat.HEX);
        assertThat(dancer2.options().idFormat()).isEqualTo(SessionIdFormat.BASE64URL);
    }

    @Test
    void taking_over_needs_a_store_to_move_to() {
        assertThatThrownBy(() -> read(Fixtures.text("config/dbi.yml") + "\ndancer: take-over\n"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("there is no store to which the sessions could move");
    }

    private static CarnetConfig takenOver(String dancer) {
        return read("session: Memory\ndancer: take-over\nfallback:\n" + dancer.indent(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "session_name: shop.session\nsession_domain: .example.com\nsession_path: /shop\nsession_secure: 1",
                "engines: {session: {Redis: {cookie_name: shop.session, cookie_domain: .example.com, cookie_path: /shop,"
                        + " is_secure: 1}}}"
            })
    void what_the_application_says_of_its_cookie_counts_when_it_is_taken_over(String said) {
        CarnetConfig redis = takenOver("session: Redis\nredis_session: {server: 'db:6379'}\n" + said);
        CarnetConfig cookie =
                takenOver("session: cookie\nsession_cookie_key: a secret key of some length\nsession_expires: 1 hour\n"
                        + said.replace("Redis", "Cookie").replace("session_path", "session_cookie_path"));

        for (CarnetConfig each : List.of(redis, cookie)) {
            assertThat(each.cookie().name()).isEqualTo("shop.session");
            assertThat(each.cookie().domain()).isEqualTo(".example.com");
            assertThat(each.cookie().path()).isEqualTo("/shop");
            assertThat(each.cookie().secure()).isTrue();
            assertThat(each.ignoredKeys()).isEmpty();
        }
    }

    @Test
    void a_store_of_dancers_has_no_digests() {
        assertThatThrownBy(() -> takenOver("session: Redis\nredis_session: {server: 'db:6379'}\nhash_ids: true\n"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("fallback.hash_ids: a store of Dancer's has the ids themselves as its keys");
        assertThat(takenOver("session: Redis\nredis_session: {server: 'db:6379'}\nhash_ids: false\n")
                        .hashesIds())
                .isTrue();
    }

    @Test
    void sessions_of_cookies_have_digests_in_the_new_store() {
        CarnetConfig config = takenOver(
                "session: cookie\nsession_cookie_key: a secret key of some length\nsession_expires: 1 hour\n");

        assertThat(config.options().hashIds()).isTrue();
        assertThat(config.cookie().name()).isEqualTo("dancer.session");
        assertThat(config.cookie().maxAge()).isEqualTo(Duration.ofHours(1));
        assertThat(config.fallback()).contains("Cookie");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "secret_key: a secret of the application|valid_until: the application says no default_duration (Dancer 1:"
                        + " session_expires), so its cookies never expire: say from when on they shall not count",
                "default_duration: 3600|secret_key: give the Dancer application's own secret, which Dancer 1 calls session_cookie_key",
                "secret_key: '', default_duration: 3600|secret_key: give the Dancer application's own secret",
                "secret_key: my secret, default_duration: 3600, with_request_address: 1|with_request_address: cookies that"
                        + " count for one address each cannot be taken over; give the Dancer application a store first",
                "secret_key: my secret, valid_until: soon|valid_until: 'soon' is neither; allowed is a day such as 2027-03-01",
                "secret_kye: my secret, valid_until: 2027-03-01|secret_kye: there is no such setting; did you mean secret_key?"
            })
    void a_cookie_engine_needs_what_makes_it_safe(String settings, String message) {
        assertThatThrownBy(() -> takenOver("session: Cookie\nengines: {session: {Cookie: {" + settings + "}}}\n"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("my secret");
    }

    @ParameterizedTest
    @CsvSource({
        "session_cookie_ky, session_cookie_key",
        "sesion_cookie_key, session_cookie_key",
        "valid_utnil, valid_until",
        "session_expries, session_expires"
    })
    void a_slip_beside_a_cookie_engine_is_an_error_with_the_right_spelling(String written, String meant) {
        String rest =
                "session: cookie\nsession_cookie_key: my secret\nsession_expires: 1 hour\nvalid_until: 2027-03-01\n";

        assertThat(takenOver(rest).ignoredKeys()).isEmpty();
        assertThatThrownBy(() -> takenOver(rest.replace(meant, written)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("fallback." + written + ": there is no such setting; did you mean " + meant + "?")
                .hasMessageNotContaining("my secret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "secret_kye: my secret|fallback.secret_kye: there is no such setting; did you mean secret_key? It belongs"
                        + " under fallback.engines.session.Cookie",
                "default_duration: 3600|fallback.default_duration: this setting belongs under fallback.engines.session.Cookie",
                "session_optoins: {table: x}|fallback.session_optoins: there is no such"
            })
    void a_setting_beside_its_place_under_fallback_is_an_error(String line, String message) {
        String cookies =
                "session: Cookie\nengines: {session: {Cookie: {secret_key: my secret, valid_until: 2027-03-01}}}\n";

        assertThatThrownBy(() -> takenOver(cookies + line + "\n"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("my secret");
    }

    @Test
    void a_slip_of_a_group_under_fallback_is_an_error_with_the_right_spelling() {
        assertThatThrownBy(() -> takenOver("session: DBI\nsession_optoins: {dsn: 'dbi:SQLite:dbname=x.db'}\n"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(
                        "fallback.session_optoins: there is no such group; did you mean session_options?");
    }

    /** None of Dancer 2's engines keeps that duration. */
    @Test
    void what_dancer_2_says_of_its_cookie_counts_and_of_a_duration_does_not() {
        CarnetConfig config = read("""
                session: MongoDB
                engines:
                  session:
                    MongoDB:
                      database_name: shop
                      cookie_name: shop.session
                      cookie_duration: 2 hours
                      is_secure: 1
                      session_duration: 1800
                dancer: share
                """);

        assertThat(config.cookie().name()).isEqualTo("shop.session");
        assertThat(config.cookie().maxAge()).isEqualTo(Duration.ofHours(2));
        assertThat(config.cookie().secure()).isTrue();
        assertThat(config.options().maxIdle()).isNull();
    }

    @Test
    void a_builder_takes_the_group_as_a_map() {
        CarnetConfig config = CarnetConfig.builder()
                .session("DBI")
                .set("session_options", Map.of("dsn", "dbi:SQLite:dbname=web.db", "table", "web_sessions"))
                .set("dancer", "share")
                .build();

        assertThat(config.settings().get(dev.carnet.jdbc.DbiProvider.TABLE)).isEqualTo("web_sessions");
        assertThat(config.settings().get(dev.carnet.jdbc.DbiProvider.DSN)).isEqualTo("jdbc:sqlite:web.db");
    }

    @Test
    void properties_say_it_too() {
        CarnetConfig config = CarnetConfig.ofProperties(
                "properties",
                Map.of("carnet.session", "Redis", "carnet.redis-session.server", "db:6379", "carnet.dancer", "share"),
                name -> null);

        assertThat(config.options().hashIds()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sharing|config.yml: 'sharing' is not a way to treat Dancer's sessions; allowed is 'dancer: share'",
                "share\\nhash_ids: true|config.yml line 4, hash_ids: Dancer looks up a session by the id itself"
            })
    void a_wrong_line_is_an_error(String line, String message) {
        assertThatThrownBy(() -> read(
                        "session: Redis\nredis_session: {server: 'db:6379'}\ndancer: " + line.replace("\\n", "\n")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "session: cookie\\nsession_cookie_key: a secret key of some length"
                        + "|line 1, session: this engine keeps sessions in the visitors' cookies, and in no store",
                "session: Cookie\\nengines: {session: {Cookie: {secret_key: a secret key of some length}}}"
                        + "|choose a store here, add 'dancer: take-over', and put these settings under fallback:",
                "session: Simple|in the memory of the Dancer application",
                "session: MongoDB\\nmongodb_dbname: shop\\nsession_duration: 30 minutes"
                        + "|remove this setting while both applications use them. session_lifetime ends sessions at a fixed time",
                "session: Memcached|the sessions of this engine cannot be read; those of DBI",
                "session: DBIC\\nengines: {session: {DBIC: {dsn: 'dbi:SQLite:dbname=x', serializer: Sereal}}}"
                        + "|engines.session.DBIC.serializer: sessions that DBIC wrote with 'Sereal' cannot be read"
            })
    void what_cannot_be_shared_says_why_and_what_to_do(String session, String message) {
        assertThatThrownBy(() -> read(session.replace("\\n", "\n") + "\ndancer: share\n"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(message);
    }

    @Test
    void mongodb_has_an_absolute_end_while_it_is_shared() {
        CarnetConfig config =
                read("session: MongoDB\nmongodb_dbname: shop\nsession_lifetime: 12 hours\ndancer: share\n");

        assertThat(config.options().maxIdle()).isNull();
        assertThat(config.options().lifetime()).isEqualTo(Duration.ofHours(12));
    }

    @Test
    void carnets_own_configuration_is_none_of_dancers() {
        assertThat(read("session: DBI\nengines: {session: {DBI: {dsn: 'jdbc:sqlite:web.db'}}}")
                        .cookie()
                        .name())
                .isNull();
    }
}
