package dev.carnet.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.spi.Change;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.testkit.Records;
import dev.carnet.testservers.TestServers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When Redis itself deletes a session. */
class DeadlineTest {
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    private final TestRedis redis = new TestRedis(TestServers.redis()).emptied();
    private SessionStore store;

    @BeforeEach
    void open() {
        store = redis.open();
    }

    @AfterEach
    void close() {
        store.close();
        redis.close();
    }

    private static String name(SessionRecord session) {
        return "carnet:" + session.header().key().value();
    }

    private SessionRecord given(String principal, Map<String, String> json) {
        SessionRecord session = Records.record(now, principal, json);
        assertThat(store.create(session)).isTrue();
        return session;
    }

    private SessionRecord found(SessionRecord session) {
        return store.find(session.header().key()).orElseThrow();
    }

    @Test
    void redis_deletes_a_session_when_its_expiry_and_the_grace_have_passed() {
        SessionRecord session = given(null, Map.of());
        SessionHeader header = session.header();
        long grace = RedisOptions.DEFAULTS.grace().toMillis();
        assertThat(redis.door().pexpireTime(name(session)))
                .isEqualTo(header.expiresAt().toEpochMilli() + grace);

        store.touch(
                header.key(),
                header.version(),
                now.plusSeconds(90),
                header.expiresAt().plusSeconds(90));
        assertThat(redis.door().pexpireTime(name(session)))
                .isEqualTo(header.expiresAt().plusSeconds(90).toEpochMilli() + grace);

        Change never = new Change(Map.of(), Set.of(), null, new Change.SetTo<>(null), null);
        store.update(Records.update(session, never, SessionHeader.NEVER));
        assertThat(redis.door().pexpireTime(name(session))).isEqualTo(-1);

        SessionRecord endless = found(session);
        Change short_ = new Change(Map.of(), Set.of(), null, new Change.SetTo<>(Duration.ofSeconds(1)), null);
        store.update(Records.update(endless, short_, now.minus(RedisOptions.DEFAULTS.grace())));
        assertThat(store.find(header.key())).isEmpty();
    }

    @Test
    void a_change_that_leaves_the_expiry_leaves_the_deadline_whoever_has_written_meanwhile() {
        SessionRecord session = given(null, Map.of("a", "1"));
        long deadline = now.plusSeconds(7200).toEpochMilli();
        redis.door().pexpireAt(name(session), deadline);

        store.update(Records.update(session, Map.of("a", "2"), Set.of()));
        store.update(Records.update(session, Map.of("b", "3"), Set.of()));

        assertThat(redis.door().pexpireTime(name(session))).isEqualTo(deadline);
        assertThat(found(session).attributes().get("a")).isEqualTo(Encoded.ofText("2"));
        assertThat(found(session).attributes().get("b")).isEqualTo(Encoded.ofText("3"));
    }

    @Test
    void a_new_key_keeps_the_deadline() {
        SessionRecord session = given(null, Map.of("a", "1"));
        SessionKey newKey = Records.key();
        Change move = new Change(Map.of(), Set.of(), null, null, newKey);

        store.update(Records.update(session, move, session.header().expiresAt().plusSeconds(60)));

        assertThat(redis.door().pexpireTime("carnet:" + newKey.value()))
                .isEqualTo(session.header().expiresAt().plusSeconds(60).toEpochMilli()
                        + RedisOptions.DEFAULTS.grace().toMillis());
    }
}
