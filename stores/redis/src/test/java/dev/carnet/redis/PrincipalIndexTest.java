package dev.carnet.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.options.SessionOptions;
import dev.carnet.spi.Change;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.Setting;
import dev.carnet.spi.setup.Settings;
import dev.carnet.testkit.Records;
import dev.carnet.testservers.TestServers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.UnifiedJedis;

/** Which sessions a principal has: nothing is missing, and nothing stays. On one server and on a Cluster. */
@ParameterizedClass
@ValueSource(booleans = {false, true})
class PrincipalIndexTest {
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final IndexPlace OF_ADA = IndexPlace.of(new Keys("carnet:"), "u:", "ada".getBytes(UTF_8));
    private static final String ADA = new String(OF_ADA.set(), UTF_8);

    @Parameter
    private boolean onCluster;

    /** Half past a full hour, the grace considered, so that some minutes do not pass into another one. */
    private final Instant expiry = Instant.ofEpochMilli((Instant.now().toEpochMilli() / HOUR + 10) * HOUR + HOUR / 2)
            .minus(RedisOptions.DEFAULTS.grace());

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private UnifiedJedis door;
    private SessionStore store;

    @BeforeEach
    void open() {
        Settings settings = settings().build();
        door = RedisSettings.servers(settings).client();
        door.flushAll();
        store = new RedisProvider().open(settings, SessionOptions.DEFAULTS);
    }

    private Settings.Builder settings() {
        return onCluster
                ? Settings.builder(Setting::name)
                        .set(
                                RedisSettings.CLUSTER,
                                List.of("127.0.0.1:"
                                        + TestServers.redisCluster()
                                                .nodes()
                                                .get(0)
                                                .port()))
                : TestRedis.settings(TestServers.redis());
    }

    @AfterEach
    void close() {
        store.close();
        door.close();
    }

    private SessionRecord given(@Nullable String principal, Instant expiresAt) {
        SessionRecord session = Records.record(Records.key(), now, expiresAt, principal, Map.of("a", "1"));
        assertThat(store.create(session)).isTrue();
        return session;
    }

    private static Change toPrincipal(@Nullable String principal) {
        return new Change(Map.of(), Set.of(), new Change.SetTo<>(principal), null, null);
    }

    private static Change toKey(SessionKey key) {
        return new Change(Map.of(), Set.of(), null, null, key);
    }

    private List<SessionKey> sessionsOf(String principal) {
        return store.scan(SessionQuery.ALL.ofPrincipal(principal), null, 100).sessions().stream()
                .map(each -> each.header().key())
                .toList();
    }

    private static String member(SessionKey session) {
        return new String(OF_ADA.member(session), UTF_8);
    }

    private Double until(SessionKey session) {
        return door.zscore(ADA, member(session));
    }

    private double hours(Instant expiresAt) {
        return (expiresAt.plus(RedisOptions.DEFAULTS.grace()).toEpochMilli() / HOUR + 2) * HOUR;
    }

    @Test
    void a_session_is_noted_until_an_hour_after_redis_deletes_it_and_the_index_ends_then_too() {
        SessionRecord session = given("ada", expiry);

        assertThat(until(session.header().key())).isEqualTo(hours(expiry));
        assertThat(door.pexpireTime(ADA)).isEqualTo((long) hours(expiry));
    }

    @Test
    void a_session_of_nobody_is_noted_nowhere() {
        given(null, expiry);

        assertThat(door.keys("carnet:@u:*")).isEmpty();
    }

    @Test
    void an_access_within_the_hour_leaves_the_index_alone_and_one_beyond_notes_the_session_for_longer() {
        SessionRecord session = given("ada", expiry);
        SessionHeader header = session.header();

        assertThat(store.touch(header.key(), header.version(), now.plusSeconds(1), expiry.plusSeconds(600)))
                .isTrue();
        assertThat(until(header.key())).isEqualTo(hours(expiry));

        Instant later = expiry.plusSeconds(2400);
        assertThat(store.touch(header.key(), header.version(), now.plusSeconds(2), later))
                .isTrue();
        assertThat(until(header.key())).isEqualTo(hours(expiry) + HOUR);
        assertThat(store.find(header.key()).orElseThrow().header().expiresAt()).isEqualTo(later);
        assertThat(door.pexpireTime(ADA)).isEqualTo((long) hours(expiry) + HOUR);
    }

    @Test
    void a_write_beyond_the_hour_notes_the_session_for_longer() {
        SessionRecord session = given("ada", expiry);
        Change change = new Change(Map.of(), Set.of("a"), null, null, null);

        store.update(Records.update(session, change, expiry.plusSeconds(5 * 3600)));

        assertThat(until(session.header().key())).isEqualTo(hours(expiry) + 5 * HOUR);
    }

    @Test
    void a_shorter_limit_notes_the_session_for_shorter() {
        SessionRecord session = given("ada", expiry);
        Change change = new Change(Map.of(), Set.of(), null, new Change.SetTo<>(Duration.ofMinutes(1)), null);

        store.update(Records.update(session, change, expiry.minusSeconds(2 * 3600)));

        assertThat(until(session.header().key())).isEqualTo(hours(expiry) - 2 * HOUR);
    }

    @Test
    void a_login_and_a_new_id_note_the_session() {
        SessionRecord session = given(null, expiry);
        SessionKey key = Records.key();
        Change login = new Change(Map.of(), Set.of(), new Change.SetTo<>("ada"), null, key);

        store.update(Records.update(session, login, expiry));
        assertThat(sessionsOf("ada")).containsExactly(key);

        SessionKey next = Records.key();
        store.update(Records.update(store.find(key).orElseThrow(), toKey(next), expiry));
        assertThat(sessionsOf("ada")).containsExactly(next);
    }

    @Test
    void another_principal_finds_the_session_and_the_former_does_not() {
        SessionRecord session = given("ada", expiry);

        store.update(Records.update(session, toPrincipal("bob"), expiry));
        assertThat(sessionsOf("ada")).isEmpty();
        assertThat(sessionsOf("bob")).containsExactly(session.header().key());

        store.update(Records.update(store.find(session.header().key()).orElseThrow(), toPrincipal(null), expiry));
        assertThat(sessionsOf("bob")).isEmpty();
    }

    @Test
    void a_note_whose_time_has_come_is_dropped_by_the_next() {
        given("ada", expiry);
        door.zadd(ADA, (double) now.minusSeconds(1).toEpochMilli(), "gone by now");
        door.zadd(ADA, (double) now.plusSeconds(60).toEpochMilli(), "not yet");

        SessionRecord next = given("ada", expiry);

        assertThat(door.zscore(ADA, "gone by now")).isNull();
        assertThat(door.zscore(ADA, "not yet")).isNotNull();
        assertThat(until(next.header().key())).isNotNull();
    }

    @Test
    void a_note_drops_a_bounded_number_of_those_whose_time_has_come() {
        Map<String, Double> past = new HashMap<>();
        for (int i = 0; i < 250; i++) {
            past.put("gone by now " + i, (double) now.minusSeconds(1).toEpochMilli());
        }
        door.zadd(ADA, past);

        given("ada", expiry);

        assertThat(door.zcard(ADA)).isEqualTo(250 - 100 + 1);
    }

    @Test
    void users_share_a_set_and_are_told_apart_in_it() {
        SessionRecord session = given("ada", expiry);
        String other = IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> "user" + i)
                .filter(each -> Arrays.equals(
                        IndexPlace.of(new Keys("carnet:"), "u:", each.getBytes(UTF_8))
                                .set(),
                        OF_ADA.set()))
                .findFirst()
                .orElseThrow();
        SessionRecord neighbour = given(other, expiry);

        assertThat(door.keys("carnet:@u:*")).containsExactly(ADA);
        assertThat(sessionsOf("ada")).containsExactly(session.header().key());
        assertThat(sessionsOf(other)).containsExactly(neighbour.header().key());

        assertThat(store.delete(session.header().key(), null)).isTrue();
        assertThat(door.zrange(ADA, 0, -1))
                .singleElement()
                .asString()
                .endsWith(neighbour.header().key().value());
    }

    @Test
    void sessions_that_never_expire_are_noted_for_ever_and_leave_nothing_behind_when_they_end() {
        SessionRecord session = given("ada", SessionHeader.NEVER);
        assertThat(until(session.header().key())).isInfinite();
        assertThat(door.pexpireTime(ADA)).isEqualTo(-1);

        SessionKey key = Records.key();
        store.update(Records.update(session, toKey(key), SessionHeader.NEVER));
        assertThat(door.zrange(ADA, 0, -1)).containsExactly(member(key));

        store.update(Records.update(store.find(key).orElseThrow(), toPrincipal("bob"), SessionHeader.NEVER));
        assertThat(door.exists(ADA)).isFalse();
        assertThat(sessionsOf("bob")).containsExactly(key);

        assertThat(store.delete(key, null)).isTrue();
        assertThat(door.keys("*")).isEmpty();
        assertThat(store.delete(key, null)).isFalse();
    }

    @Test
    void many_that_never_expire_leave_nothing_behind_either() {
        List<SessionRecord> many = List.of(
                Records.record(Records.key(), now, SessionHeader.NEVER, "ada", Map.of()),
                Records.record(Records.key(), now, SessionHeader.NEVER, "bob", Map.of()));

        assertThat(store.createAll(many)).hasSize(2);
        assertThat(sessionsOf("ada")).hasSize(1);
        assertThat(store.deleteAll(
                        many.stream().map(each -> each.header().key()).toList()))
                .hasSize(2);

        assertThat(door.keys("*")).isEmpty();
    }

    @Test
    void one_that_is_to_expire_at_last_is_noted_until_then() {
        SessionRecord session = given("ada", SessionHeader.NEVER);
        Change change = new Change(Map.of(), Set.of(), null, new Change.SetTo<>(Duration.ofHours(9)), null);

        store.update(Records.update(session, change, expiry));

        assertThat(until(session.header().key())).isEqualTo(hours(expiry));
        assertThat(door.pexpireTime(ADA)).isEqualTo((long) hours(expiry));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1000})
    void a_principals_sessions_come_in_pages_once_each(int limit) {
        Set<SessionKey> given = new HashSet<>();
        for (int i = 0; i < 30; i++) {
            given.add(given("ada", expiry).header().key());
        }
        List<SessionKey> found = new ArrayList<>();
        String cursor = null;
        do {
            var page = store.scan(SessionQuery.ALL.ofPrincipal("ada"), cursor, limit);
            assertThat(page.sessions()).hasSizeLessThanOrEqualTo(limit);
            page.sessions().forEach(each -> found.add(each.header().key()));
            cursor = page.nextCursor();
        } while (cursor != null);

        assertThat(found).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(given);
    }

    @Test
    void without_an_index_sessions_are_found_all_the_same_and_nothing_is_noted() {
        try (SessionStore without = new RedisProvider()
                .open(
                        settings()
                                .set(RedisSettings.PRINCIPAL_INDEX, false)
                                .set(RedisSettings.HANDLE_INDEX, false)
                                .build(),
                        SessionOptions.DEFAULTS)) {
            assertThat(without.traits().principalIndex()).isFalse();
            SessionRecord session = Records.record(now, "ada", Map.of("a", "1"));
            without.create(session);
            without.update(Records.update(session, toKey(Records.key()), SessionHeader.NEVER));

            assertThat(without.scan(SessionQuery.ALL.ofPrincipal("ada"), null, 10)
                            .sessions())
                    .hasSize(1);
            assertThat(door.keys("carnet:@*")).isEmpty();
        }
        assertThat(store.traits().principalIndex()).isTrue();
    }
}
