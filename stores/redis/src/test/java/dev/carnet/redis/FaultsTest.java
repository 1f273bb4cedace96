package dev.carnet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.error.SessionStoreException;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.UpdateResult;
import dev.carnet.spi.setup.Settings;
import dev.carnet.testkit.RecordedEvents;
import dev.carnet.testkit.Records;
import dev.carnet.testkit.SettableClock;
import dev.carnet.testkit.Sweeps;
import dev.carnet.testservers.RedisServer;
import dev.carnet.testservers.TestServers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.RedisClient;

/** What a server can do to the store: each ends in an error that says what to do, soon, and passes with its cause. */
@Timeout(60)
class FaultsTest {
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    private TestRedis start(String... settings) {
        RedisServer server = RedisServer.start(TestServers.directory(), settings);
        TestRedis redis = new TestRedis(server);
        open.add(redis);
        open.add(server);
        return redis;
    }

    private SessionStore open(TestRedis redis) {
        SessionStore store = redis.open(settings -> settings.set(RedisSettings.TIMEOUT, Duration.ofMillis(300))
                .set(RedisSettings.CONNECT_TIMEOUT, Duration.ofMillis(300)));
        open.add(0, store);
        return store;
    }

    private SessionRecord given(SessionStore store) {
        SessionRecord session = Records.record(now, "ada", Map.of("a", "1"));
        assertThat(store.create(session)).isTrue();
        return session;
    }

    /** Every operation of the store. */
    private List<ThrowingCallable> operations(SessionStore store, SessionRecord session) {
        var header = session.header();
        return List.of(
                () -> store.find(header.key()),
                () -> store.create(Records.record(now, "ada", Map.of("a", "1"))),
                () -> store.update(Records.update(session, Map.of("b", "2"), Set.of())),
                () -> store.touch(header.key(), header.version(), now.plusSeconds(1), header.expiresAt()),
                () -> store.delete(header.key(), null),
                () -> Sweeps.all(store, now, 10),
                () -> store.scan(SessionQuery.ALL, null, 10),
                () -> store.scan(SessionQuery.ALL.ofPrincipal("ada"), null, 10),
                () -> store.createAll(List.of(session)),
                () -> store.deleteAll(List.of(header.key())));
    }

    /** What the operations say, all of which fail. */
    private static void assertAllFail(List<ThrowingCallable> operations, String... messages) {
        for (ThrowingCallable each : operations) {
            assertThatThrownBy(each)
                    .isInstanceOf(SessionStoreException.class)
                    .message()
                    .startsWith("Redis: ")
                    .contains(messages);
        }
    }

    @Test
    void a_server_that_was_killed_is_an_error_and_comes_back_with_its_sessions() throws Exception {
        TestRedis redis = start("appendonly yes", "appendfsync always");
        SessionStore store = open(redis);
        SessionRecord session = given(store);
        redis.server().kill();

        assertAllFail(operations(store, session), "Check whether the server runs");

        redis.server().revive();
        assertThat(store.find(session.header().key())).contains(session);
        assertThat(store.update(Records.update(session, Map.of("b", "2"), Set.of())))
                .isEqualTo(UpdateResult.SAVED);
    }

    @Test
    void after_a_restart_that_nobody_noticed_the_first_read_takes_a_new_connection() throws Exception {
        TestRedis redis = start("appendonly yes", "appendfsync always");
        SessionStore store = open(redis);
        SessionRecord session = given(store);
        List<CompletableFuture<?>> several = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            several.add(
                    CompletableFuture.runAsync(() -> store.find(session.header().key())));
        }
        several.forEach(CompletableFuture::join);

        redis.server().kill();
        redis.server().revive();

        assertThat(store.find(session.header().key())).contains(session);
        assertThat(store.delete(session.header().key(), null)).isTrue();
    }

    @Test
    void after_a_restart_that_nobody_noticed_a_write_over_an_idle_connection_takes_a_new_one() throws Exception {
        TestRedis redis = start("appendonly yes", "appendfsync always");
        SessionStore store = open(redis);
        SessionRecord session = given(store);
        redis.server().kill();
        redis.server().revive();

        TestRedis.letConnectionsLieIdle();
        assertThat(store.update(Records.update(session, Map.of("b", "2"), Set.of())))
                .isEqualTo(UpdateResult.SAVED);
    }

    @Test
    void listings_and_sweeps_take_a_new_connection_too() throws Exception {
        TestRedis redis = start("appendonly yes", "appendfsync always");
        SessionStore store = open(redis);
        SessionRecord session = given(store);
        redis.server().kill();
        redis.server().revive();
        assertThat(store.scan(SessionQuery.ALL, null, 10).sessions()).hasSize(1);
        redis.server().kill();
        redis.server().revive();
        assertThat(Sweeps.all(store, session.header().expiresAt(), 10)).hasSize(1);
    }

    @Test
    void a_server_that_hangs_is_an_error_when_the_timeout_is_over_and_serves_again_when_it_goes_on() throws Exception {
        TestRedis redis = start();
        SessionStore store = open(redis);
        SessionRecord session = given(store);
        redis.server().freeze();

        assertAllFail(operations(store, session).subList(0, 7), "did not answer in time");

        redis.server().thaw();
        given(store);
        assertThat(store.scan(SessionQuery.ALL, null, 10).sessions()).isNotEmpty();
    }

    @Test
    void what_was_not_answered_in_time_is_not_asked_twice() throws Exception {
        TestRedis redis = start();
        SessionStore store = open(redis);
        SessionRecord session = given(store);
        redis.server().command("CONFIG RESETSTAT");
        redis.server().freeze();
        assertThatThrownBy(() -> store.find(session.header().key())).isInstanceOf(SessionStoreException.class);
        assertThatThrownBy(() -> store.update(Records.update(session, Map.of("b", "2"), Set.of())))
                .isInstanceOf(SessionStoreException.class);
        redis.server().thaw();

        assertThat(redis.calls()).containsEntry("hgetall", 1L).doesNotContainKey("eval");
        assertThat(redis.calls().getOrDefault("evalsha", 0L)).isLessThanOrEqualTo(1);
    }

    @Test
    void a_replica_refuses_to_write_and_is_written_again_when_it_has_become_the_primary() throws Exception {
        TestRedis redis = start();
        SessionStore store = open(redis);
        SessionRecord session = given(store);
        redis.server().command("REPLICAOF 127.0.0.1 1");

        assertAllFail(
                List.of(
                        () -> store.create(Records.record(now, "ada", Map.of("a", "1"))),
                        () -> store.update(Records.update(session, Map.of("b", "2"), Set.of())),
                        () -> store.delete(session.header().key(), null),
                        () -> store.createAll(List.of(Records.record(now, null, Map.of())))),
                "READONLY",
                "connect to the primary");

        redis.server().command("REPLICAOF NO ONE");
        assertThat(store.update(Records.update(session, Map.of("b", "2"), Set.of())))
                .isEqualTo(UpdateResult.SAVED);
    }

    @Test
    void a_server_that_lacks_replicas_says_so() {
        TestRedis redis = start();
        SessionStore store = open(redis);
        redis.door().configSet("min-replicas-to-write", "1");

        assertThatThrownBy(() -> given(store))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("NOREPLICAS")
                .hasMessageContaining("Nothing was stored");
    }

    @Test
    void a_full_memory_refuses_what_is_new_keeps_what_is_there_and_can_still_be_read_and_emptied() {
        TestRedis redis = start();
        SessionStore store = open(redis);
        SessionRecord session = given(store);
        redis.door().configSet("maxmemory", "1");

        assertAllFail(
                List.of(
                        () -> store.create(Records.record(now, "ada", Map.of("a", "1"))),
                        () -> store.update(Records.update(session, Map.of("b", "2"), Set.of("a"))),
                        () -> store.touch(
                                session.header().key(),
                                session.header().version(),
                                now.plusSeconds(1),
                                session.header().expiresAt())),
                "OOM",
                "Nothing was stored");
        assertThat(store.find(session.header().key())).contains(session);
        assertThat(store.delete(session.header().key(), null)).isTrue();

        redis.door().configSet("maxmemory", "0");
        given(store);
    }

    @Test
    void requests_that_only_read_pass_on_a_server_whose_memory_is_full() {
        TestRedis redis = start("maxmemory-policy noeviction");
        SettableClock clock = new SettableClock();
        RecordedEvents events = new RecordedEvents();
        try (SessionEngine engine = SessionEngine.builder(open(redis))
                .options(SessionOptions.builder().sweepInterval(null).build())
                .clock(clock)
                .listener(events)
                .build()) {
            Session session = engine.newSession();
            session.put("a", 1);
            engine.flush(session);
            redis.door().configSet("maxmemory", "1");
            clock.advance(Duration.ofMinutes(5));
            events.take();

            Session read = engine.retrieve(session.id()).orElseThrow();
            assertThat(read.get("a")).isEqualTo(1);
            engine.flush(read);

            assertThat(events.take()).containsExactly("touchFailed");
            read.put("a", 2);
            assertThatThrownBy(() -> engine.flush(read))
                    .isInstanceOf(SessionStoreException.class)
                    .hasMessageContaining("raise the server's maxmemory");
            redis.door().configSet("maxmemory", "0");
            engine.flush(read);
            assertThat(engine.retrieve(session.id()).orElseThrow().get("a")).isEqualTo(2);
        }
    }

    @Test
    void a_wrong_password_is_an_error_that_does_not_show_it() {
        TestRedis redis = start("requirepass sesame");

        assertThatThrownBy(() -> redis.open(settings -> settings.set(RedisSettings.PASSWORD, "hunter2")))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("WRONGPASS")
                .hasMessageContaining("Correct `username` and `password`")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> redis.open())
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("NOAUTH")
                .hasMessageContaining("Set `password`");
    }

    @Test
    void a_database_that_is_not_there_is_an_error() {
        TestRedis redis = start();

        assertThatThrownBy(() -> redis.open(settings -> settings.set(RedisSettings.DATABASE, 16)))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("DB index is out of range")
                .hasMessageContaining("Choose a `database`");
    }

    @Test
    void a_server_that_is_not_there_is_an_error() {
        assertThatThrownBy(() -> new RedisProvider()
                        .open(
                                Settings.builder(Object::toString)
                                        .set(RedisSettings.SOCK, "/nowhere/redis.sock")
                                        .build(),
                                SessionOptions.DEFAULTS))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("/nowhere/redis.sock")
                .hasMessageContaining("Check whether the server runs");
    }

    @Test
    void a_user_who_may_not_do_something_is_told_what_is_needed_and_no_key_is_shown() {
        TestRedis redis = start("user web on >sesame ~carnet:* +@all -hgetall");
        SessionStore store = redis.open(
                settings -> settings.set(RedisSettings.USERNAME, "web").set(RedisSettings.PASSWORD, "sesame"));
        open.add(0, store);
        SessionRecord session = given(store);

        assertThatThrownBy(() -> store.find(session.header().key()))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("NOPERM")
                .hasMessageContaining("HGETALL")
                .hasMessageNotContaining(session.header().key().value());
    }

    @Test
    void a_user_needs_no_more_than_the_message_says() {
        TestRedis redis = start("user web on >sesame ~carnet:* -@all +ping +hgetall +hmget +hset +hdel +exists +rename"
                + " +persist +pexpireat +unlink +eval +evalsha +scan +time +zadd +zrem +zscan +zrevrange"
                + " +zcount +zremrangebyrank");
        SessionStore store = redis.open(
                settings -> settings.set(RedisSettings.USERNAME, "web").set(RedisSettings.PASSWORD, "sesame"));
        open.add(0, store);
        SessionRecord session = given(store);

        for (ThrowingCallable each : operations(store, session)) {
            try {
                each.call();
            } catch (Throwable e) {
                throw new AssertionError("not allowed", e);
            }
        }
    }

    @Test
    void when_all_connections_are_in_use_the_next_caller_is_told_so() throws Exception {
        TestRedis redis = start();
        SessionStore store = redis.open(settings ->
                settings.set(RedisSettings.TIMEOUT, Duration.ofMillis(300)).set(RedisSettings.POOL_SIZE, 1));
        open.add(0, store);
        var pool = store.unwrap(RedisClient.class).orElseThrow().getPool();
        try (var borrowed = pool.getResource()) {
            assertThat(borrowed.ping()).isTrue();
            assertThatThrownBy(() -> store.find(Records.key()))
                    .isInstanceOf(SessionStoreException.class)
                    .hasMessageContaining("raise `pool_size`");
        }
        assertThat(store.find(Records.key())).isEmpty();
    }

    @Test
    void one_node_of_a_cluster_is_no_server() {
        RedisServer node = TestServers.redisCluster().nodes().get(0);
        TestRedis redis = new TestRedis(node);
        open.add(redis);
        SessionStore store = redis.open();
        open.add(0, store);

        assertThatThrownBy(() -> {
                    for (int i = 0; i < 30; i++) {
                        store.find(Records.key());
                    }
                })
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("name its nodes in `cluster`");
    }
}
