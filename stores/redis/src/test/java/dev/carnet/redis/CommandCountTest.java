package dev.carnet.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.Setting;
import dev.carnet.spi.setup.Settings;
import dev.carnet.testkit.SettableClock;
import dev.carnet.testservers.RedisServer;
import dev.carnet.testservers.TestServers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the server itself says it was told. */
class CommandCountTest {
    private final SettableClock clock = new SettableClock();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    /** An engine whose sessions' deadlines do not pass into another hour while the test runs. */
    private SessionEngine engine(SessionStore store) {
        Duration deadline = RedisOptions.DEFAULTS.grace().plus(Duration.ofMinutes(31));
        Instant fullHour = Instant.ofEpochSecond(
                Math.floorDiv(clock.instant().plus(deadline).getEpochSecond(), 3600) * 3600);
        clock.advance(Duration.between(
                clock.instant(), fullHour.plus(Duration.ofMinutes(90)).minus(deadline)));
        SessionEngine engine = SessionEngine.builder(store)
                .options(SessionOptions.builder().sweepInterval(null).build())
                .clock(clock)
                .build();
        open.add(engine);
        return engine;
    }

    private Monitor monitor(RedisServer server) throws Exception {
        Monitor monitor = new Monitor(server);
        open.add(monitor);
        return monitor;
    }

    @Test
    void a_server_is_told_one_thing_for_each_operation() throws Exception {
        TestRedis redis = new TestRedis(TestServers.redis()).emptied();
        open.add(redis);
        SessionEngine engine = engine(redis.open());
        learnScripts(engine);
        Monitor monitor = monitor(TestServers.redis());

        Session session = engine.newSession();
        session.put("user", "ada");
        session.setPrincipal("ada");
        engine.flush(session);
        assertThat(monitor.take()).as("new").containsExactly("EVALSHA");

        Session reader = engine.retrieve(session.id()).orElseThrow();
        reader.get("user");
        engine.flush(reader);
        assertThat(monitor.take()).as("read").containsExactly("HGETALL");

        Session writer = engine.retrieve(session.id()).orElseThrow();
        writer.put("n", 1);
        writer.remove("x");
        engine.flush(writer);
        assertThat(monitor.take()).as("change").containsExactly("HGETALL", "EVALSHA");

        engine.changeId(writer);
        assertThat(monitor.take()).as("id change").containsExactly("EVALSHA");

        clock.advance(Duration.ofMinutes(1));
        engine.flush(engine.retrieve(writer.id()).orElseThrow());
        engine.flush(engine.retrieve(writer.id()).orElseThrow());
        assertThat(monitor.take()).as("touch").containsExactly("HGETALL", "EVALSHA", "HGETALL");

        engine.destroy(writer);
        assertThat(monitor.take()).as("end of a user's session").containsExactly("EVALSHA", "ZREM");
    }

    @Test
    void a_cluster_is_told_two_things_for_an_id_change_and_one_for_everything_else() throws Exception {
        List<RedisServer> nodes = TestServers.redisCluster().nodes();
        Settings settings = Settings.builder(Setting::name)
                .set(RedisSettings.CLUSTER, List.of("127.0.0.1:" + nodes.get(0).port()))
                .build();
        SessionEngine engine = engine(new RedisProvider().open(settings, SessionOptions.DEFAULTS));
        for (int i = 0; i < 60; i++) {
            learnScripts(engine);
        }
        List<Monitor> monitors = new ArrayList<>();
        for (RedisServer each : nodes) {
            monitors.add(monitor(each));
        }

        Session session = engine.newSession();
        session.put("user", "ada");
        engine.flush(session);
        assertThat(take(monitors)).as("new").containsExactly("EVALSHA");

        session.put("n", 1);
        engine.flush(session);
        assertThat(take(monitors)).as("change").containsExactly("EVALSHA");

        engine.changeId(session);
        assertThat(take(monitors)).as("id change").containsExactly("EVALSHA", "EVALSHA");

        engine.retrieve(session.id());
        assertThat(take(monitors)).as("read").containsExactly("HGETALL");

        session.setPrincipal("ada");
        engine.flush(session);
        assertThat(take(monitors)).as("a principal, noted in the index").containsExactly("EVALSHA", "EVALSHA");

        engine.changeId(session);
        assertThat(take(monitors))
                .as("id change of a user")
                .containsExactlyInAnyOrder("EVALSHA", "EVALSHA", "EVALSHA", "ZREM");

        engine.destroy(session);
        assertThat(take(monitors)).as("end of a user's session").containsExactlyInAnyOrder("EVALSHA", "ZREM");
    }

    private static List<String> take(List<Monitor> monitors) {
        return monitors.stream().flatMap(each -> each.take().stream()).toList();
    }

    /** A server that does not know a script yet is sent its text, once. */
    private void learnScripts(SessionEngine engine) {
        Session session = engine.newSession();
        session.put("a", 1);
        session.setPrincipal("ada");
        engine.flush(session);
        session.put("b", 1);
        engine.flush(session);
        engine.changeId(session);
        clock.advance(Duration.ofMinutes(1));
        engine.flush(engine.retrieve(session.id()).orElseThrow());
        clock.advance(Duration.ofMinutes(-1));
        engine.destroy(session);
    }
}
