package dev.carnet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.error.ConfigurationException;
import dev.carnet.options.SessionOptions;
import dev.carnet.redis.connection.Servers;
import dev.carnet.redis.connection.Servers.Place;
import dev.carnet.spi.Encoding;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.StoreTraits;
import dev.carnet.spi.setup.SessionStoreProvider;
import dev.carnet.spi.setup.Setting;
import dev.carnet.spi.setup.Settings;
import dev.carnet.testservers.TestServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.ServiceLoader;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.providers.PooledConnectionProvider;

class RedisProviderTest {
    private final RedisProvider provider = new RedisProvider();

    private static Settings.Builder settings() {
        return Settings.builder(setting -> "carnet.yml line 3, " + setting);
    }

    private static Settings.Builder server() {
        return settings().set(RedisSettings.SERVER, new HostAndPort("localhost", 6379));
    }

    private AbstractThrowableAssert<?, ? extends Throwable> checking(Settings.Builder settings) {
        return assertThatThrownBy(() -> provider.check(settings.build())).isInstanceOf(ConfigurationException.class);
    }

    @Test
    void it_is_found_under_its_name() {
        assertThat(ServiceLoader.load(SessionStoreProvider.class))
                .filteredOn(each -> each.name().equals("Redis"))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.dancerGroup()).contains("redis_session");
                    assertThat(found.idleSetting()).contains(RedisSettings.EXPIRE);
                });
    }

    @Test
    void what_may_hold_a_password_is_a_secret() {
        assertThat(provider.settings())
                .filteredOn(Setting::isSecret)
                .extracting(Setting::name)
                .containsExactlyInAnyOrder("password", "sentinel_password", "tls_keystore_password");
        assertThat(Servers.Login.of("web", "hunter2").toString()).doesNotContain("hunter2");
    }

    @Test
    void every_key_has_a_line_for_the_documentation() {
        assertThat(provider.settings())
                .allSatisfy(each -> assertThat(each.description()).isNotEmpty());
    }

    @Test
    void it_says_what_the_store_is_like() {
        try (SessionStore store =
                provider.open(TestRedis.settings(TestServers.redis()).build(), SessionOptions.DEFAULTS)) {
            assertThat(store.traits())
                    .isEqualTo(new StoreTraits("Redis", Encoding.BYTES, true, true, true, true, 512L << 20));
        }
    }

    @Test
    void the_expiry_is_a_quarter_of_an_hour_also_where_it_is_0_as_in_the_original() {
        assertThat(RedisSettings.EXPIRE.defaultValue()).contains(Duration.ofMinutes(15));
        assertThat(RedisSettings.EXPIRE.read("0")).isEqualTo(Duration.ofMinutes(15));
        assertThat(RedisSettings.EXPIRE.read("1800")).isEqualTo(Duration.ofMinutes(30));
        assertThatThrownBy(() -> RedisSettings.EXPIRE.read("soon")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void redis_waits_for_the_clocks_and_for_two_sweeps_before_it_deletes_a_session_itself() {
        SessionOptions.Builder options =
                SessionOptions.builder().clockTolerance(Duration.ofSeconds(20)).sweepInterval(Duration.ofMinutes(3));

        assertThat(RedisSettings.options(server().build(), options.build()).grace())
                .isEqualTo(Duration.ofSeconds(380));
        assertThat(RedisSettings.options(
                                server().build(), options.sweepInterval(null).build())
                        .grace())
                .isEqualTo(Duration.ofSeconds(20));
        assertThat(RedisSettings.options(server().build(), SessionOptions.DEFAULTS))
                .isEqualTo(RedisOptions.DEFAULTS);
    }

    @Test
    void a_missing_server_is_an_error_that_names_the_ways_to_give_one() {
        checking(settings())
                .hasMessage("carnet.yml line 3, server: it is missing; allowed is host:port; put an IPv6 address in"
                        + " square brackets, or one of sock, cluster and sentinel");
    }

    @Test
    void a_socket_goes_before_a_server_as_in_the_original() {
        Settings both = server().set(RedisSettings.SOCK, "/run/redis.sock").build();

        provider.check(both);

        assertThat(RedisSettings.servers(both).place()).isEqualTo(new Place.Unix(Path.of("/run/redis.sock")));
    }

    @Test
    void two_other_ways_to_name_a_server_are_an_error() {
        checking(server().set(RedisSettings.CLUSTER, List.of("a:1")))
                .hasMessageContaining("server: cluster also says where Redis is; remove one of them");
        checking(settings().set(RedisSettings.CLUSTER, List.of("a:1")).set(RedisSettings.SENTINEL, List.of("b:1")))
                .hasMessageContaining("sentinel: cluster also says where Redis is; remove one of them");
    }

    @Test
    void a_sentinel_needs_the_name_of_the_master() {
        checking(settings().set(RedisSettings.SENTINEL, List.of("a")))
                .hasMessageContaining("sentinel_master: it is missing");
        assertThat(RedisSettings.servers(settings()
                                .set(RedisSettings.SENTINEL, List.of("a", "b:2"))
                                .set(RedisSettings.SENTINEL_MASTER, "m")
                                .build())
                        .place())
                .isInstanceOfSatisfying(Place.Sentinel.class, place -> {
                    assertThat(place.master()).isEqualTo("m");
                    assertThat(place.nodes()).containsExactly(new HostAndPort("a", 26379), new HostAndPort("b", 2));
                });
    }

    @Test
    void nodes_that_are_no_addresses_are_an_error() {
        checking(settings().set(RedisSettings.CLUSTER, List.of("a:1", "b c")))
                .hasMessageContaining("cluster: 'b c' is not a server address");
    }

    @Test
    void a_cluster_has_one_database() {
        checking(settings().set(RedisSettings.CLUSTER, List.of("a:1")).set(RedisSettings.DATABASE, 3))
                .hasMessageContaining("database: a Cluster has only database 0");
    }

    @Test
    void a_timeout_out_of_bounds_is_an_error() {
        checking(server().set(RedisSettings.TIMEOUT, Duration.ZERO))
                .hasMessageContaining("timeout: it is out of range");
        checking(server().set(RedisSettings.CONNECT_TIMEOUT, Duration.ofDays(30)))
                .hasMessageContaining("connect_timeout: it is out of range");
        checking(server().set(RedisSettings.REPLICAS, 1).set(RedisSettings.REPLICA_TIMEOUT, Duration.ofSeconds(2)))
                .hasMessageContaining("replica_timeout: it must be shorter than timeout");
    }

    @Test
    void tls_has_to_be_asked_for() {
        checking(server().set(RedisSettings.TLS_CA, "ca.pem"))
                .hasMessageContaining("tls_ca: it has no effect" + " without");
        checking(settings().set(RedisSettings.SOCK, "/s").set(RedisSettings.TLS, true))
                .hasMessageContaining("tls: a unix socket cannot be encrypted");
        checking(server().set(RedisSettings.TLS, true).set(RedisSettings.TLS_CA, "/nowhere/ca.pem"))
                .hasMessageContaining("tls_ca: it cannot be used")
                .hasMessageContaining("/nowhere/ca.pem");
    }

    @Test
    void a_client_handed_in_and_settings_for_connections_do_not_go_together() {
        try (RedisClient client =
                RedisClient.create("127.0.0.1", TestServers.redis().port())) {
            Settings.Builder both = settings().set(RedisSettings.CLIENT, client).set(RedisSettings.PASSWORD, "x");
            checking(both).hasMessageContaining("password: it is for Carnet's own connections");
            checking(server().set(RedisSettings.CLIENT, client))
                    .hasMessageContaining("client also says where Redis is");
        }
    }

    @Test
    void a_client_of_an_unknown_kind_is_an_error_that_names_the_known_ones() {
        PooledConnectionProvider connections = new PooledConnectionProvider(
                new HostAndPort("127.0.0.1", TestServers.redis().port()));
        UnifiedJedis strange = new UnifiedJedis(connections, RedisProtocol.RESP2) {};
        try (strange) {
            assertThatThrownBy(() -> new RedisSessionStore(strange, RedisOptions.DEFAULTS))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("RedisClient, RedisSentinelClient and RedisClusterClient");
        }
    }

    @Test
    void options_out_of_bounds_are_refused() {
        assertThatThrownBy(() ->
                        RedisOptions.builder().grace(Duration.ofMillis(-1)).build())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RedisOptions.builder().replicas(-1).build())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        RedisOptions.builder().replicaTimeout(Duration.ZERO).build())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_unix_socket_without_its_library_is_an_error_that_names_it() {
        Settings settings =
                settings().set(RedisSettings.SOCK, "/run/redis.sock").build();

        assertThat(RedisSettings.unix(settings, "/run/redis.sock", getClass().getClassLoader()))
                .isInstanceOf(Place.Unix.class);
        assertThatThrownBy(() -> RedisSettings.unix(settings, "/run/redis.sock", ClassLoader.getPlatformClassLoader()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("carnet.yml line 3, sock: ")
                .hasMessageContaining("add com.kohlschutter.junixsocket:junixsocket-core");
    }
}
