package dev.carnet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.error.SessionStoreException;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.setup.Setting;
import dev.carnet.spi.setup.Settings;
import dev.carnet.spi.setup.StoreSetup;
import dev.carnet.spi.setup.StoreSetup.Finding;
import dev.carnet.spi.setup.StoreSetup.Level;
import dev.carnet.testservers.RedisServer;
import dev.carnet.testservers.TestServers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RedisSetupTest {
    private RedisServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private void start(String... settings) {
        server = RedisServer.start(TestServers.directory(), settings);
    }

    private List<Finding> check(UnaryOperator<Settings.Builder> change) {
        Settings settings = change.apply(TestRedis.settings(server)).build();
        try (StoreSetup setup = new RedisProvider().setup(settings, SessionOptions.DEFAULTS)) {
            return setup.check();
        }
    }

    private List<Finding> check() {
        return check(settings -> settings);
    }

    @Test
    void a_server_that_is_well_is_described_and_nothing_is_written() throws Exception {
        start("appendonly yes");

        assertThat(check())
                .containsExactly(
                        new Finding(Level.OK, "server", "Redis 7.0.15, one server"),
                        new Finding(Level.OK, "role", "it is a primary, replicas: 0"),
                        new Finding(Level.OK, "persistence", "it has an append-only file"),
                        new Finding(Level.OK, "eviction", "it evicts no sessions"),
                        new Finding(Level.OK, "clock", "the server's clock agrees with this one"),
                        new Finding(Level.OK, "permissions", "sessions can be read, scripts run, keys deleted"));
        assertThat(server.command("DBSIZE")).isEqualTo("0");
    }

    @Test
    void there_is_nothing_to_set_up() {
        start();
        try (StoreSetup setup =
                new RedisProvider().setup(TestRedis.settings(server).build(), SessionOptions.DEFAULTS)) {
            assertThat(setup.plan()).isEmpty();
            setup.apply();
        }
    }

    @Test
    void what_may_lose_sessions_is_a_warning() throws Exception {
        start("maxmemory 100mb", "maxmemory-policy allkeys-lru");

        assertThat(check())
                .filteredOn(each -> each.level() == Level.WARNING)
                .extracting(Finding::subject)
                .containsExactly("persistence", "eviction");
    }

    @Test
    void a_replica_is_an_error() throws Exception {
        start();
        server.command("REPLICAOF 127.0.0.1 1");

        assertThat(check()).anySatisfy(each -> {
            assertThat(each.level()).isEqualTo(Level.ERROR);
            assertThat(each.text()).contains("it is a replica");
        });
    }

    @Test
    void a_server_that_is_full_is_an_error() throws Exception {
        start();
        server.command("CONFIG SET maxmemory 1");

        assertThat(check())
                .contains(new Finding(
                        Level.ERROR,
                        "eviction",
                        "its memory is full, and it refuses to store sessions: raise maxmemory, or find out what"
                                + " fills it"));
    }

    @Test
    void a_right_that_only_scripts_need_is_named_and_nothing_is_written() throws Exception {
        start();
        server.command("ACL SETUSER reader on >secret ~* +@all -hset -@sortedset +zadd");

        assertThat(check(settings ->
                        settings.set(RedisSettings.USERNAME, "reader").set(RedisSettings.PASSWORD, "secret")))
                .contains(new Finding(
                        Level.ERROR,
                        "permissions",
                        "scripts of the user may not hset, zcount, zrem, zremrangebyrank, zrevrange; run ACL SETUSER NAME"
                                + " +hset +zcount +zrem +zremrangebyrank +zrevrange"));
        assertThat(server.command("DBSIZE")).isEqualTo("0");
    }

    @Test
    void fewer_replicas_than_have_to_confirm_are_an_error() {
        start();

        assertThat(check(settings -> settings.set(RedisSettings.REPLICAS, 2)))
                .contains(new Finding(
                        Level.ERROR, "role", "it is a primary, and 0 replicas follow it, but `replicas` requires 2"));
    }

    @Test
    void a_clock_that_differs_by_more_than_the_tolerance_is_an_error() {
        start();
        Settings settings = TestRedis.settings(server).build();

        for (Duration difference : List.of(Duration.ofSeconds(90), Duration.ofSeconds(-90))) {
            RedisSetup setup = new RedisSetup(
                    () -> RedisSettings.servers(settings).client(),
                    true,
                    RedisOptions.DEFAULTS,
                    "",
                    Duration.ofMinutes(1),
                    () -> Instant.now().plus(difference));
            assertThat(setup.check())
                    .filteredOn(each -> each.subject().equals("clock"))
                    .singleElement()
                    .satisfies(each -> {
                        assertThat(each.level()).isEqualTo(Level.ERROR);
                        assertThat(each.text())
                                .contains(difference.isNegative() ? "ahead of" : "behind")
                                .contains("clock_tolerance of 60");
                    });
        }
    }

    @Test
    void a_user_who_may_not_do_what_sessions_need_is_an_error() {
        start("user web on >sesame ~carnet:* +@all -evalsha");

        assertThat(check(settings -> settings.set(RedisSettings.USERNAME, "web").set(RedisSettings.PASSWORD, "sesame")))
                .anySatisfy(each -> {
                    assertThat(each.level()).isEqualTo(Level.ERROR);
                    assertThat(each.subject()).isEqualTo("permissions");
                    assertThat(each.text()).contains("NOPERM");
                });
    }

    @Test
    void a_server_that_lets_nobody_look_is_a_warning() {
        start("user web on >sesame ~carnet:* +@all -info");

        assertThat(check(settings -> settings.set(RedisSettings.USERNAME, "web").set(RedisSettings.PASSWORD, "sesame")))
                .extracting(Finding::level)
                .containsExactly(Level.WARNING, Level.OK);
    }

    @Test
    void a_server_that_does_not_answer_is_no_finding() {
        start();
        server.kill();

        assertThatThrownBy(this::check).isInstanceOf(SessionStoreException.class);
    }

    @Test
    void every_primary_of_a_cluster_is_looked_at() {
        Settings settings = Settings.builder(Setting::name)
                .set(
                        RedisSettings.CLUSTER,
                        List.of("127.0.0.1:"
                                + TestServers.redisCluster().nodes().get(2).port()))
                .build();
        try (StoreSetup setup = new RedisProvider().setup(settings, SessionOptions.DEFAULTS)) {
            assertThat(setup.check())
                    .filteredOn(each -> each.subject().equals("server"))
                    .hasSize(3)
                    .allSatisfy(each -> assertThat(each.text()).contains("a Cluster of 3 primaries"));
        }
    }

    @Test
    void a_server_that_is_too_old_is_an_error() {
        assertThat(new ServerInfo(Map.of("redis_version", "4.0.14"))
                        .version("one server")
                        .level())
                .isEqualTo(Level.ERROR);
        assertThat(new ServerInfo(Map.of()).version("one server").level()).isEqualTo(Level.OK);
    }
}
