package dev.carnet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.error.SessionStoreException;
import dev.carnet.redis.connection.Deadline;
import dev.carnet.redis.connection.Script;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.UpdateResult;
import dev.carnet.testkit.Records;
import dev.carnet.testservers.TestServers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;

/** A write that the server gets later than its sender has told of it. */
@Timeout(60)
class LateWriteTest {
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private TestRedis redis;
    private SessionStore other;
    private SessionRecord session;

    @BeforeEach
    void open() {
        redis = new TestRedis(TestServers.redis()).emptied();
        other = redis.open();
        session = Records.record(now, null, Map.of("a", "1"));
    }

    @AfterEach
    void close() {
        other.close();
        redis.close();
    }

    private HostAndPort server() {
        return new HostAndPort("127.0.0.1", redis.server().port());
    }

    private String key() {
        return session.header().key().value();
    }

    private Encoded stored() {
        return other.find(session.header().key()).orElseThrow().attributes().get("a");
    }

    /** A proxy that hangs up on the client at once would else leave a whole timeout for the write to arrive in. */
    @Test
    void a_write_whose_connection_broke_is_told_as_a_failure_when_it_can_no_longer_arrive() throws Exception {
        try (StallableRedis line = StallableRedis.server(server(), "", RedisOptions.DEFAULTS)) {
            line.store().create(session);
            line.holdNextAndHangUp(key());

            assertThatThrownBy(() -> line.store().update(Records.update(session, Map.of("a", "2"), Set.of())))
                    .isInstanceOf(SessionStoreException.class);

            assertThat(other.update(Records.update(session, Map.of("a", "3"), Set.of())))
                    .isEqualTo(UpdateResult.SAVED);
            line.deliver();
            assertThat(stored()).isEqualTo(Encoded.ofText("3"));
        }
    }

    @Test
    void a_new_session_that_arrives_late_is_refused() throws Exception {
        try (StallableRedis line = StallableRedis.server(server(), "", RedisOptions.DEFAULTS)) {
            line.store().create(Records.record(now, null, Map.of()));
            line.holdNext(key());

            assertThatThrownBy(() -> line.store().create(session)).isInstanceOf(SessionStoreException.class);

            line.deliver();
            assertThat(other.find(session.header().key())).isEmpty();
        }
    }

    /** As where the server's clock was set forward: nothing was done, so the write is sent again with what was learnt. */
    @Test
    void a_write_that_was_refused_while_its_sender_still_waits_is_sent_again() throws Exception {
        try (StallableRedis line = StallableRedis.server(server(), "", RedisOptions.DEFAULTS, Duration.ZERO)) {
            line.store().create(session);
            line.holdNext(key());
            CompletableFuture<UpdateResult> writing = CompletableFuture.supplyAsync(
                    () -> line.store().update(Records.update(session, Map.of("a", "2"), Set.of())));
            while (!line.isHolding()) {
                LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
            }
            long passed = System.nanoTime() + Deadline.USUAL_NANOS;
            while (System.nanoTime() < passed) {
                LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
            }

            line.deliver();

            assertThat(writing.join()).isEqualTo(UpdateResult.SAVED);
            assertThat(stored()).isEqualTo(Encoded.ofText("2"));
        }
    }

    @Test
    void a_fenced_script_runs_until_its_time_by_the_servers_clock_and_not_later() {
        RedisClient door = redis.door();
        String script = new String(Script.CREATE.text(), StandardCharsets.UTF_8);
        List<String> time = door.eval("return redis.call('TIME')", 0) instanceof List<?> answer
                ? answer.stream().map(String::valueOf).toList()
                : List.of();
        long server = Long.parseLong(time.get(0)) * 1000;

        Object late = door.eval(script, List.of("carnet:late"), arguments(server - 1));
        Object early = door.eval(script, List.of("carnet:early"), arguments(server + 60_000));

        assertThat((Long) late).isBetween(-server - 60_000, -server);
        assertThat((Long) early).isBetween(server, server + 60_000);
        assertThat(door.exists("carnet:late")).isFalse();
        assertThat(door.exists("carnet:early")).isTrue();
    }

    private static List<String> arguments(long until) {
        return List.of(String.valueOf(until), "253402300799000", "0", "", "0", "a", "1");
    }
}
