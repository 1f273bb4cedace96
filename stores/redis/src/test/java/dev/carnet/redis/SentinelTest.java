package dev.carnet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.error.SessionStoreException;
import dev.carnet.error.UnconfirmedWriteException;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.Change;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.UpdateResult;
import dev.carnet.spi.setup.Setting;
import dev.carnet.spi.setup.Settings;
import dev.carnet.testkit.Records;
import dev.carnet.testservers.RedisSentinel;
import dev.carnet.testservers.RedisServer;
import dev.carnet.testservers.TestServers;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A primary that goes, and a replica that takes over or has to confirm. */
@Timeout(120)
class SentinelTest {
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private RedisSentinel servers;

    @BeforeEach
    void start() {
        servers = RedisSentinel.start(TestServers.directory());
    }

    @AfterEach
    void stop() {
        servers.close();
    }

    private Settings.Builder settings() {
        return Settings.builder(Setting::name)
                .set(
                        RedisSettings.SENTINEL,
                        List.of("127.0.0.1:1", "127.0.0.1:" + servers.sentinel().port()))
                .set(RedisSettings.SENTINEL_MASTER, RedisSentinel.MASTER)
                .set(RedisSettings.TIMEOUT, Duration.ofSeconds(1));
    }

    private SessionStore open(UnaryOperator<Settings.Builder> change) {
        return new RedisProvider().open(change.apply(settings()).build(), SessionOptions.DEFAULTS);
    }

    private SessionRecord given(SessionStore store) {
        SessionRecord session = Records.record(now, "ada", Map.of("a", "1"));
        assertThat(store.create(session)).isTrue();
        return session;
    }

    private static String name(SessionRecord session) {
        return "carnet:" + session.header().key().value();
    }

    private static void awaitOn(RedisServer server, String command, String answer) throws IOException {
        while (!server.command(command).equals(answer)) {
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    /** The first answer that is no error: the store finds the way back by itself. */
    private static void awaitUpdate(SessionStore store, SessionRecord session) {
        while (true) {
            try {
                assertThat(store.update(Records.update(session, Map.of("b", "2"), Set.of())))
                        .isEqualTo(UpdateResult.SAVED);
                return;
            } catch (SessionStoreException notYet) {
                LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
            }
        }
    }

    /** What the store told the server, without what Sentinel asks it. */
    private static List<String> told(Monitor monitor) {
        return monitor.take().stream()
                .filter(List.of("EVALSHA", "EVAL", "WAIT", "ZREM")::contains)
                .toList();
    }

    @Test
    void when_the_replica_has_taken_over_the_store_writes_to_it() throws Exception {
        try (SessionStore store = open(settings -> settings)) {
            RedisServer next = servers.replica();
            SessionRecord session = given(store);
            awaitOn(next, "EXISTS " + name(session), "1");

            servers.failOver();

            // Until it has learnt of that, the former primary may still take a write that is lost.
            do {
                awaitUpdate(store, session);
            } while (!next.command("HGET " + name(session) + " b").equals("2"));
            assertThat(store.find(session.header().key())
                            .orElseThrow()
                            .attributes()
                            .names())
                    .containsExactlyInAnyOrder("a", "b");
        }
    }

    @Test
    void when_the_primary_has_died_the_store_finds_the_one_that_took_over() throws Exception {
        try (SessionStore store = open(settings -> settings)) {
            RedisServer next = servers.replica();
            SessionRecord session = given(store);
            awaitOn(next, "EXISTS " + name(session), "1");

            servers.primary().kill();

            assertThatThrownBy(() -> store.update(Records.update(session, Map.of("c", "3"), Set.of())))
                    .isInstanceOf(SessionStoreException.class);
            servers.awaitPrimary(next);
            awaitUpdate(store, session);
        }
    }

    @Test
    void every_write_but_a_touch_waits_for_replicas_where_that_is_wanted() throws Exception {
        try (SessionStore store = open(settings -> settings.set(RedisSettings.REPLICAS, 1)
                        .set(RedisSettings.TIMEOUT, Duration.ofSeconds(30))
                        .set(RedisSettings.REPLICA_TIMEOUT, Duration.ofSeconds(20)));
                Monitor monitor = new Monitor(servers.primary())) {
            // The server knows each script from its first use on.
            store.delete(given(store).header().key(), null);
            SessionRecord session = given(store);
            store.update(Records.update(session, Map.of("b", "2"), Set.of()));
            SessionKey key = Records.key();
            Change move = new Change(Map.of(), Set.of(), null, null, key);
            store.update(Records.update(session, move, session.header().expiresAt()));
            SessionHeader moved = store.find(key).orElseThrow().header();
            monitor.take();

            store.update(Records.update(new SessionRecord(moved, session.attributes()), Map.of("b", "3"), Set.of()));
            assertThat(told(monitor)).containsExactly("EVALSHA", "WAIT");

            moved = store.find(key).orElseThrow().header();
            monitor.take();
            assertThat(store.touch(key, moved.version(), now.plusSeconds(1), moved.expiresAt()))
                    .isTrue();
            assertThat(monitor.take()).doesNotContain("WAIT");

            assertThat(store.delete(key, null)).isTrue();
            assertThat(told(monitor))
                    .as("the write, and WAIT with it; then the index")
                    .startsWith("EVALSHA", "WAIT")
                    .endsWith("WAIT", "ZREM");
        }
    }

    @Test
    void an_end_that_no_replica_confirms_is_told() throws Exception {
        try (SessionStore unhurried = open(UnaryOperator.identity());
                SessionStore store = open(settings -> settings.set(RedisSettings.REPLICAS, 1)
                        .set(RedisSettings.REPLICA_TIMEOUT, Duration.ofMillis(500)))) {
            SessionRecord session = given(unhurried);
            servers.replica().freeze();

            assertThatThrownBy(() -> store.delete(session.header().key(), null))
                    .isInstanceOf(UnconfirmedWriteException.class)
                    .hasMessageContaining("only 0 of the required 1 replicas");

            servers.replica().thaw();
            assertThat(store.find(session.header().key())).isEmpty();
        }
    }

    @Test
    void what_changed_nothing_needs_no_replica() throws Exception {
        try (SessionStore store = open(settings ->
                settings.set(RedisSettings.REPLICAS, 1).set(RedisSettings.REPLICA_TIMEOUT, Duration.ofMillis(50)))) {
            SessionRecord gone = Records.record(now, "ada", Map.of("a", "1"));
            Change move = new Change(Map.of(), Set.of(), null, null, Records.key());
            servers.replica().freeze();

            assertThat(store.update(Records.update(gone, move, gone.header().expiresAt())))
                    .isEqualTo(UpdateResult.GONE);
            assertThat(store.delete(gone.header().key(), null)).isFalse();
            assertThat(store.deleteAll(List.of(gone.header().key()))).isEmpty();

            servers.replica().thaw();
        }
    }

    @Test
    void a_master_that_the_sentinels_do_not_know_is_an_error() {
        assertThatThrownBy(() -> open(settings -> settings.set(RedisSettings.SENTINEL_MASTER, "nobody")))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("nobody")
                .hasMessageContaining("sentinel_master");
    }

    @Test
    void sentinels_that_do_not_answer_are_an_error() {
        assertThatThrownBy(() -> open(settings -> settings.set(RedisSettings.SENTINEL, List.of("127.0.0.1:1"))))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("Check whether the Sentinels run");
    }
}
