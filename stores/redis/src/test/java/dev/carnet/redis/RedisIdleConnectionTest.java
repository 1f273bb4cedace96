package dev.carnet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.error.SessionStoreException;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.UpdateResult;
import dev.carnet.testkit.Records;
import dev.carnet.testservers.Relay;
import dev.carnet.testservers.TestServers;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.HostAndPort;

/** Connections that died while they lay idle cost no write. */
class RedisIdleConnectionTest {
    private final SessionRecord session = Records.record(Instant.now().truncatedTo(ChronoUnit.MILLIS), null, Map.of());
    private TestRedis redis;

    @BeforeEach
    void open() {
        redis = new TestRedis(TestServers.redis()).emptied();
    }

    @AfterEach
    void close() {
        redis.close();
    }

    private static void assertAllWritesPass(SessionStore store, SessionRecord session, Runnable kill) {
        kill.run();
        assertThat(store.update(Records.update(session, Map.of("b", "2"), Set.of())))
                .isEqualTo(UpdateResult.SAVED);
        kill.run();
        SessionRecord another = Records.record(session.header().createdAt(), null, Map.of());
        assertThat(store.create(another)).isTrue();
        kill.run();
        assertThat(store.delete(another.header().key(), null)).isTrue();
        kill.run();
        assertThat(store.createAll(List.of(another))).hasSize(1);
        kill.run();
        assertThat(store.deleteAll(List.of(another.header().key()))).hasSize(1);
    }

    @Test
    void one_that_the_server_has_closed_is_replaced_before_a_write() {
        try (SessionStore store = redis.open()) {
            store.create(session);
            assertAllWritesPass(store, session, () -> {
                redis.killOthers();
                TestRedis.letConnectionsLieIdle();
            });
        }
    }

    @Test
    void one_that_a_firewall_has_forgotten_is_replaced_before_a_write() throws Exception {
        try (StallableRedis line = StallableRedis.server(
                new HostAndPort("127.0.0.1", redis.server().port()), "", RedisOptions.DEFAULTS)) {
            line.store().create(session);
            assertAllWritesPass(line.store(), session, () -> {
                TestRedis.letConnectionsLieIdle();
                line.holdNext("*");
            });
        }
    }

    @Test
    void where_the_server_is_gone_too_that_is_told() {
        Relay line = Relay.to(redis.server().port());
        try (SessionStore store = TestRedis.openAt(line.port())) {
            store.create(session);
            line.close();
            TestRedis.letConnectionsLieIdle();

            assertThatThrownBy(() -> store.delete(session.header().key(), null))
                    .isInstanceOf(SessionStoreException.class)
                    .hasMessageContaining("Check whether the server runs");
        }
    }
}
