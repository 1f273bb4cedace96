package dev.carnet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.SessionId;
import dev.carnet.error.SessionStoreException;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.UpdateResult;
import dev.carnet.spi.setup.Setting;
import dev.carnet.spi.setup.Settings;
import dev.carnet.testkit.Records;
import dev.carnet.testkit.Sweeps;
import dev.carnet.testservers.RedisCluster;
import dev.carnet.testservers.RedisServer;
import dev.carnet.testservers.TestServers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.util.JedisClusterCRC16;

/** What a Cluster's nodes can do to the store, and its slots. */
@Timeout(120)
class RedisClusterTest {
    private static RedisCluster cluster;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private SessionStore store;
    private SessionEngine engine;

    @BeforeAll
    static void start() {
        cluster = RedisCluster.start(
                TestServers.directory(), "appendonly yes", "appendfsync always", "cluster-require-full-coverage no");
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @BeforeEach
    void open() {
        Settings settings = Settings.builder(Setting::name)
                .set(
                        RedisSettings.CLUSTER,
                        cluster.nodes().stream()
                                .map(each -> "127.0.0.1:" + each.port())
                                .toList())
                .set(RedisSettings.TIMEOUT, Duration.ofMillis(500))
                .set(RedisSettings.CONNECT_TIMEOUT, Duration.ofMillis(500))
                .build();
        store = new RedisProvider().open(settings, SessionOptions.DEFAULTS);
        engine = SessionEngine.builder(store)
                .options(SessionOptions.builder().sweepInterval(null).build())
                .build();
        engine.sessions().revokeAll();
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private static String name(SessionKey key) {
        return "carnet:" + key.value();
    }

    private static int slot(SessionKey key) {
        return JedisClusterCRC16.getSlot(name(key));
    }

    private static RedisServer node(SessionKey key) {
        return cluster.nodeOf(slot(key));
    }

    private static SessionKey key(SessionId id) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(id.value().getBytes(StandardCharsets.US_ASCII));
        return new SessionKey(Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, 30)));
    }

    private static SessionKey keyWhere(Predicate<SessionKey> condition) {
        return Stream.generate(Records::key).filter(condition).findFirst().orElseThrow();
    }

    private SessionRecord given(SessionKey key) {
        SessionRecord session = Records.record(key, now, SessionHeader.NEVER, null, Map.of("a", "1"));
        assertThat(store.create(session)).isTrue();
        return session;
    }

    /**
     * A session that logs in and is not flushed yet.
     *
     * @param oldKey where it is stored
     * @param announced the id it is about to get, whose key lies on another node
     */
    private record Login(Session session, SessionKey oldKey, SessionId announced) {}

    private Login login() throws Exception {
        Session session = engine.newSession();
        session.put("a", 1);
        engine.flush(session);
        SessionKey oldKey = key(session.id());
        session.put("user", "ada");
        SessionId announced = session.changeId();
        return node(key(announced)) == node(oldKey) ? login() : new Login(session, oldKey, announced);
    }

    @Test
    void an_id_change_whose_second_step_fails_is_an_error_leaves_the_old_id_as_it_was_and_can_be_tried_again()
            throws Exception {
        Login login = login();
        node(login.oldKey()).kill();

        assertThatThrownBy(() -> engine.flush(login.session())).isInstanceOf(SessionStoreException.class);

        assertThat(engine.retrieve(login.announced())).isEmpty();
        assertThatThrownBy(() -> store.find(login.oldKey())).isInstanceOf(SessionStoreException.class);
        node(login.oldKey()).revive();
        cluster.awaitWell();
        assertThat(store.find(login.oldKey()).orElseThrow().attributes().names())
                .containsExactly("a");

        engine.flush(login.session());
        assertThat(store.find(login.oldKey())).isEmpty();
        assertThat(engine.retrieve(login.session().id()).orElseThrow().get("user"))
                .isEqualTo("ada");
    }

    @Test
    void an_id_change_whose_second_step_is_not_answered_is_an_error_and_elevates_nobody() throws Exception {
        Login login = login();
        node(login.oldKey()).freeze();

        assertThatThrownBy(() -> engine.flush(login.session())).isInstanceOf(SessionStoreException.class);

        assertThat(engine.retrieve(login.announced())).isEmpty();
        node(login.oldKey()).thaw();
        cluster.awaitWell();
        assertThat(store.find(login.oldKey()).orElseThrow().attributes().names())
                .as("the second step has come too late")
                .containsExactly("a");
        assertThat(engine.retrieve(login.announced())).isEmpty();
    }

    @Test
    void an_id_change_whose_first_step_fails_changes_nothing() throws Exception {
        Login login = login();
        node(key(login.announced())).kill();

        assertThatThrownBy(() -> engine.flush(login.session())).isInstanceOf(SessionStoreException.class);

        assertThat(store.find(login.oldKey()).orElseThrow().attributes().names())
                .containsExactly("a");
        node(key(login.announced())).revive();
        cluster.awaitWell();
        assertThat(engine.retrieve(login.announced())).isEmpty();
        engine.flush(login.session());
        assertThat(store.find(login.oldKey())).isEmpty();
    }

    @Test
    void while_one_node_is_down_the_others_serve_and_it_serves_again_when_it_is_back() throws Exception {
        SessionRecord there = given(Records.key());
        RedisServer down = node(there.header().key());
        SessionRecord elsewhere = given(keyWhere(key -> node(key) != down));
        down.kill();

        assertThatThrownBy(() -> store.find(there.header().key())).isInstanceOf(SessionStoreException.class);
        assertThat(store.find(elsewhere.header().key())).contains(elsewhere);
        assertThatThrownBy(() -> store.scan(SessionQuery.ALL, null, 10)).isInstanceOf(SessionStoreException.class);

        down.revive();
        cluster.awaitWell();
        assertThat(store.find(there.header().key())).contains(there);
        assertThat(store.update(Records.update(there, Map.of("b", "2"), Set.of())))
                .isEqualTo(UpdateResult.SAVED);
        assertThat(store.scan(SessionQuery.ALL, null, 10).sessions()).hasSize(2);
    }

    @Test
    void after_a_restart_that_nobody_noticed_a_read_takes_a_new_connection() throws Exception {
        SessionRecord session = given(Records.key());
        node(session.header().key()).kill();
        node(session.header().key()).revive();
        cluster.awaitWell();

        assertThat(store.find(session.header().key())).contains(session);
    }

    @Test
    void a_slot_that_has_moved_is_found() throws Exception {
        SessionKey key = Records.key();
        RedisServer from = node(key);
        RedisServer to = cluster.nodes().stream()
                .filter(each -> each != from)
                .findFirst()
                .orElseThrow();
        assign(slot(key), to);
        try {
            SessionRecord session = given(key);
            assertThat(store.find(key)).contains(session);
            assertThat(store.update(Records.update(session, Map.of("b", "2"), Set.of())))
                    .isEqualTo(UpdateResult.SAVED);
            assertThat(to.command("EXISTS " + name(key))).isEqualTo("1");
            assertThat(store.deleteAll(List.of(key))).containsExactly(key);
        } finally {
            assign(slot(key), from);
        }
        assertThat(store.createAll(List.of(Records.record(key, now, SessionHeader.NEVER, null, Map.of()))))
                .containsExactly(key);
    }

    private static void assign(int slot, RedisServer owner) throws Exception {
        String id = owner.command("CLUSTER MYID");
        for (RedisServer each : cluster.nodes()) {
            assertThat(each.command("CLUSTER SETSLOT " + slot + " NODE " + id)).isEqualTo("OK");
        }
    }

    @Test
    void a_slot_on_the_move_is_found_where_it_goes() throws Exception {
        SessionKey key = Records.key();
        RedisServer from = node(key);
        RedisServer to = cluster.nodes().stream()
                .filter(each -> each != from)
                .findFirst()
                .orElseThrow();
        to.command("CLUSTER SETSLOT " + slot(key) + " IMPORTING " + from.command("CLUSTER MYID"));
        from.command("CLUSTER SETSLOT " + slot(key) + " MIGRATING " + to.command("CLUSTER MYID"));
        try {
            SessionRecord session = given(key);
            assertThat(store.find(key)).contains(session);
            assertThat(store.createAll(List.of(session))).isEmpty();
            assertThat(store.delete(key, null)).isTrue();
        } finally {
            to.command("CLUSTER SETSLOT " + slot(key) + " STABLE");
            from.command("CLUSTER SETSLOT " + slot(key) + " STABLE");
        }
    }

    @Test
    void sessions_of_all_nodes_are_listed_and_swept() {
        List<SessionRecord> sessions = cluster.nodes().stream()
                .map(node -> given(keyWhere(key -> node(key) == node)))
                .toList();

        assertThat(store.scan(SessionQuery.ALL, null, 10).sessions()).hasSize(3);
        assertThat(Sweeps.all(store, SessionHeader.NEVER, 2)).hasSize(3);
        assertThat(store.deleteAll(
                        sessions.stream().map(each -> each.header().key()).toList()))
                .isEmpty();
    }
}
