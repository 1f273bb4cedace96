package dev.carnet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.SessionId;
import dev.carnet.error.UnconfirmedWriteException;
import dev.carnet.options.SessionOptions;
import dev.carnet.redis.connection.Deadline;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.UpdateResult;
import dev.carnet.spi.setup.Setting;
import dev.carnet.spi.setup.Settings;
import dev.carnet.testkit.Records;
import dev.carnet.testservers.RedisServer;
import dev.carnet.testservers.TestServers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.HostAndPort;

/** Replicas are to confirm and none follows: on one server and on a Cluster, every write but a touch is told, and stored. */
@Timeout(120)
class ReplicasTest {
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    private static Settings.Builder settings() {
        return Settings.builder(Setting::name)
                .set(RedisSettings.REPLICAS, 1)
                .set(RedisSettings.REPLICA_TIMEOUT, Duration.ofMillis(20));
    }

    private SessionStore opened(Settings.Builder settings) {
        SessionStore store = new RedisProvider().open(settings.build(), SessionOptions.DEFAULTS);
        open.add(0, store);
        return store;
    }

    private SessionStore onServer() {
        return opened(settings()
                .set(
                        RedisSettings.SERVER,
                        new HostAndPort("127.0.0.1", TestServers.redis().port())));
    }

    private SessionStore onCluster() {
        RedisServer node = TestServers.redisCluster().nodes().get(0);
        return opened(settings().set(RedisSettings.CLUSTER, List.of("127.0.0.1:" + node.port())));
    }

    private static void isTold(ThrowingCallable write) {
        assertThatThrownBy(write)
                .isInstanceOf(UnconfirmedWriteException.class)
                .hasMessageContaining("only 0 of the required 1 replicas have confirmed it within 20 ms")
                .hasMessageContaining("lower `replicas`")
                .hasMessageNotContaining("..");
    }

    private void everyWriteButATouchIsToldAndStored(SessionStore store) {
        SessionRecord session = Records.record(Records.key(), now, SessionHeader.NEVER, "ada", Map.of("a", "1"));
        var key = session.header().key();

        isTold(() -> store.create(session));
        assertThat(store.find(key)).contains(session);
        assertThat(store.create(session)).as("nothing to confirm").isFalse();

        isTold(() -> store.update(Records.update(session, Map.of("b", "2"), Set.of())));
        SessionRecord changed = store.find(key).orElseThrow();
        assertThat(changed.attributes().names()).contains("a", "b");

        assertThat(store.touch(
                        key,
                        changed.header().version(),
                        now.plusSeconds(60),
                        changed.header().expiresAt()))
                .isTrue();

        isTold(() -> store.delete(key, null));
        assertThat(store.find(key)).isEmpty();
        assertThat(store.delete(key, null)).as("nothing to confirm").isFalse();
        assertThat(store.update(Records.update(changed, Map.of("c", "3"), Set.of())))
                .isEqualTo(UpdateResult.GONE);

        isTold(() -> store.createAll(List.of(session)));
        isTold(() -> store.deleteAll(List.of(key)));
        assertThat(store.find(key)).isEmpty();
    }

    private void aLoginIsToldAndTheSessionHasItsNewId(SessionStore store) {
        SessionEngine engine = SessionEngine.builder(store)
                .options(SessionOptions.builder().sweepInterval(null).build())
                .build();
        for (int i = 0; i < 4; i++) {
            Session session = engine.newSession();
            session.put("a", i);
            isTold(() -> engine.flush(session));
            SessionId old = session.id();
            session.setPrincipal("ada");

            isTold(() -> engine.changeId(session));

            assertThat(session.storedId()).contains(session.id());
            assertThat(engine.retrieve(old)).isEmpty();
            assertThat(engine.retrieve(session.id()).orElseThrow().principal()).isEqualTo("ada");
            isTold(() -> engine.destroy(session));
            assertThat(engine.retrieve(session.id())).isEmpty();
        }
    }

    @Test
    void on_one_server_every_write_but_a_touch_is_told_and_stored() {
        everyWriteButATouchIsToldAndStored(onServer());
    }

    @Test
    void on_a_cluster_every_write_but_a_touch_is_told_and_stored() {
        everyWriteButATouchIsToldAndStored(onCluster());
    }

    @Test
    void on_one_server_a_login_is_told_and_the_session_has_its_new_id() {
        aLoginIsToldAndTheSessionHasItsNewId(onServer());
    }

    @Test
    void on_a_cluster_a_login_is_told_and_the_session_has_its_new_id() {
        aLoginIsToldAndTheSessionHasItsNewId(onCluster());
    }

    @Test
    void a_write_that_the_server_refuses_leaves_nothing_on_the_line() throws Exception {
        TestRedis redis = new TestRedis(RedisServer.start(TestServers.directory()));
        open.add(redis);
        open.add(redis.server());
        SessionStore store = redis.open(settings -> settings.set(RedisSettings.REPLICAS, 1)
                .set(RedisSettings.REPLICA_TIMEOUT, Duration.ofMillis(20))
                .set(RedisSettings.POOL_SIZE, 1));
        open.add(0, store);
        SessionRecord session = Records.record(now, null, Map.of("a", "1"));
        isTold(() -> store.create(session));
        redis.door().configSet("maxmemory", "1");

        assertThatThrownBy(() -> store.update(Records.update(session, Map.of("a", "2"), Set.of())))
                .isNotInstanceOf(UnconfirmedWriteException.class)
                .hasMessageContaining("OOM");

        assertThat(store.find(session.header().key())).contains(session);
    }

    @Test
    void wait_goes_with_the_write_in_one_round_trip() throws Exception {
        try (StallableRedis line = StallableRedis.server(
                new HostAndPort("127.0.0.1", TestServers.redis().port()),
                "",
                RedisOptions.builder()
                        .replicas(1)
                        .replicaTimeout(Duration.ofMillis(20))
                        .build())) {
            SessionRecord session = Records.record(now, null, Map.of("a", "1"));
            isTold(() -> line.store().create(session));
            line.forgetRequests();

            isTold(() -> line.store().update(Records.update(session, Map.of("a", "2"), Set.of())));

            assertThat(line.requests()).isEqualTo(1);
        }
    }

    /** As long as the client's own patience: reckoned from the end of the wait, each next write would come too late. */
    @Test
    void the_servers_clock_is_learnt_before_replicas_are_waited_for() throws Exception {
        RedisOptions options = RedisOptions.builder()
                .replicas(1)
                .replicaTimeout(Duration.ofNanos(Deadline.USUAL_NANOS).plusMillis(100))
                .build();
        HostAndPort server = new HostAndPort("127.0.0.1", TestServers.redis().port());
        try (StallableRedis line = StallableRedis.server(server, "", options, Duration.ZERO)) {
            SessionRecord session = Records.record(Records.key(), now, SessionHeader.NEVER, null, Map.of("a", "1"));
            assertThatThrownBy(() -> line.store().create(session)).isInstanceOf(UnconfirmedWriteException.class);

            assertThatThrownBy(() -> line.store().update(Records.update(session, Map.of("b", "2"), Set.of())))
                    .isInstanceOf(UnconfirmedWriteException.class);
        }
    }
}
