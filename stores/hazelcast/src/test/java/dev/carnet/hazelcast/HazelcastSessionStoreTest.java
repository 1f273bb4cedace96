package dev.carnet.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.config.Config;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.NearCacheConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastJsonValue;
import com.hazelcast.map.IMap;
import com.hazelcast.query.LocalIndexStats;
import com.hazelcast.query.Predicates;
import com.hazelcast.query.QueryException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.error.UnreadableSessionException;
import dev.carnet.spi.Change;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionPage;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.UpdateResult;
import dev.carnet.testkit.Records;
import dev.carnet.testkit.Sweeps;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What only Hazelcast has: the time to live, indexes, pages by partition, and what a map may not be. */
class HazelcastSessionStoreTest {
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
    private static final Duration GRACE = HazelcastOptions.DEFAULTS.grace();
    private static final Members WITH = new Members("store-with", HazelcastSessionStoreTest::maps);
    private static final Members WITHOUT =
            new Members("store-without", config -> config.setClassLoader(Members.withoutCarnet()));
    private static HazelcastInstance member;
    private static HazelcastInstance client;

    private HazelcastSessionStore store;
    private IMap<String, Object> map;

    private static void maps(Config config) {
        config.addMapConfig(new MapConfig("near").setNearCacheConfig(new NearCacheConfig()));
        config.addMapConfig(new MapConfig("backups").setReadBackupData(true));
        config.addMapConfig(new MapConfig("objects").setInMemoryFormat(InMemoryFormat.OBJECT));
    }

    @BeforeAll
    static void start() {
        member = WITH.start();
        WITHOUT.start();
        client = WITHOUT.client();
    }

    @AfterAll
    static void stop() {
        WITH.close();
        WITHOUT.close();
    }

    private void on(HazelcastInstance instance) {
        store = new HazelcastSessionStore(instance, HazelcastOptions.DEFAULTS);
        map = instance.getMap(HazelcastOptions.DEFAULT_MAP);
    }

    @AfterEach
    void empty() {
        if (store != null) {
            store.close();
            map.clear();
        }
    }

    /** With this jar on the member, and without. */
    static Stream<HazelcastInstance> instances() {
        return Stream.of(member, client);
    }

    private Duration timeToLive(SessionRecord session) {
        return Duration.ofMillis(
                map.getEntryView(session.header().key().value()).getTtl());
    }

    private static SessionRecord lasting(Duration life) {
        return Records.record(Records.key(), NOW, NOW.plus(life), "ada", Map.of("a", "1"));
    }

    @ParameterizedTest
    @MethodSource("instances")
    void an_entry_lives_until_its_session_has_expired_and_the_grace_has_passed(HazelcastInstance instance) {
        on(instance);
        SessionRecord session = lasting(Duration.ofMinutes(30));
        store.create(session);
        assertThat(timeToLive(session)).isEqualTo(Duration.ofMinutes(30).plus(GRACE));

        SessionRecord base = store.find(session.header().key()).orElseThrow();
        assertThat(store.update(Records.update(base, Change.NOTHING, NOW.plus(Duration.ofHours(2)))))
                .isEqualTo(UpdateResult.SAVED);
        assertThat(timeToLive(session)).isEqualTo(Duration.ofHours(2).plus(GRACE));

        SessionHeader stored = store.find(session.header().key()).orElseThrow().header();
        assertThat(store.touch(stored.key(), stored.version(), NOW.plusSeconds(3600), NOW.plus(Duration.ofHours(4))))
                .isTrue();
        assertThat(timeToLive(session)).isEqualTo(Duration.ofHours(3).plus(GRACE));
    }

    @ParameterizedTest
    @MethodSource("instances")
    void a_session_that_does_not_expire_has_no_time_to_live(HazelcastInstance instance) {
        on(instance);
        SessionRecord session = Records.record(Records.key(), NOW, SessionHeader.NEVER, null, Map.of("a", "1"));
        store.create(session);
        assertThat(map.getEntryView(session.header().key().value()).getTtl()).isEqualTo(Long.MAX_VALUE);

        store.update(Records.update(session, Map.of("b", "2"), Set.of()));

        assertThat(map.getEntryView(session.header().key().value()).getTtl()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void a_touch_leaves_the_rest_of_the_text_as_it_is() {
        on(member);
        SessionRecord session = lasting(Duration.ofMinutes(30));
        store.create(session);
        String before = map.get(session.header().key().value()).toString();

        store.touch(session.header().key(), session.header().version(), NOW.plusSeconds(60), NOW.plusSeconds(1860));

        assertThat(map.get(session.header().key().value()).toString())
                .isEqualTo(before.replaceFirst("12:00:00.000Z", "12:01:00.000Z")
                        .replaceFirst("12:30:00.000Z", "12:31:00.000Z"));
    }

    @Test
    void a_user_a_handle_and_what_has_expired_are_found_by_index() {
        on(member);
        for (int i = 0; i < 50; i++) {
            store.create(Records.record(
                    Records.key(), NOW, NOW.plusSeconds(i), i % 10 == 0 ? "ada" : "user" + i, Map.of("a", "1")));
        }
        SessionRecord one = store.scan(SessionQuery.ALL.ofPrincipal("ada"), null, 1)
                .sessions()
                .get(0);

        assertThat(store.scan(SessionQuery.ALL.ofPrincipal("ada"), null, 10).sessions())
                .hasSize(5);
        assertThat(store.findByHandle(one.header().handle())).isPresent();
        assertThat(Sweeps.all(store, NOW.plusSeconds(9), 100)).hasSize(10);

        Map<String, LocalIndexStats> indexes = map.getLocalMapStats().getIndexStats();
        assertThat(indexes).containsOnlyKeys("carnet_principal", "carnet_handle", "carnet_expires");
        assertThat(indexes.values())
                .allSatisfy(each -> assertThat(each.getQueryCount()).isPositive());
    }

    @Test
    void a_foreign_record_is_found_by_the_handle_that_follows_from_its_key() {
        on(member);
        SessionKey key = Records.key();
        map.set(key.value(), new HazelcastJsonValue("{\"user\":\"bob\"}"));
        String handle = store.find(key).orElseThrow().header().handle();

        assertThat(store.findByHandle(handle)).isPresent();
    }

    @Test
    void attributes_can_be_asked_for_by_an_operator() {
        on(member);
        store.create(Records.record(NOW, "ada", Map.of("cart", "[\"tea\",\"milk\"]", "user", "\"ada\"")));
        store.create(Records.record(NOW, "bob", Map.of("cart", "[]", "user", "\"bob\"")));

        assertThat(map.keySet(Predicates.equal("user", "ada"))).hasSize(1);
        assertThat(map.keySet(Predicates.equal("cart[any]", "tea"))).hasSize(1);
        assertThat(map.keySet(Predicates.sql("__carnet.principal = 'bob'"))).hasSize(1);
    }

    @Test
    void what_is_no_json_value_is_no_session_and_is_kept() {
        HazelcastOptions options = new HazelcastOptions("shared", GRACE);
        store = new HazelcastSessionStore(member, options);
        map = member.getMap("shared");
        SessionKey key = Records.key();
        store.create(lasting(Duration.ofMinutes(1)));
        assertThatThrownBy(() -> map.set(key.value(), 7)).isInstanceOf(QueryException.class);

        assertThatThrownBy(() -> store.find(key)).isInstanceOf(UnreadableSessionException.class);
        SessionPage page = store.scan(SessionQuery.ALL, null, 10);
        assertThat(page.sessions()).hasSize(1);
        assertThat(page.unreadable()).containsExactly(key.value());
        assertThatThrownBy(() -> store.delete(key, null))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("use a separate map for sessions");
        assertThat(map.get(key.value())).isEqualTo(7);
        map.destroy();
    }

    @Test
    void a_map_of_other_values_is_refused() {
        member.getMap("others").set("secret", 7);

        assertThatThrownBy(() -> new HazelcastSessionStore(member, new HazelcastOptions("others", GRACE)))
                .isInstanceOf(SessionStoreException.class)
                .hasMessage("Hazelcast: map 'others': its indexes cannot be created: it contains values that are"
                        + " not sessions; use a separate map for sessions");
    }

    @Test
    void a_key_that_is_no_sessions_is_passed_over() {
        on(member);
        map.set("x".repeat(200), new HazelcastJsonValue("{}"));
        map.set("", new HazelcastJsonValue("{}"));
        store.create(lasting(Duration.ofMinutes(1)));

        assertThat(store.scan(SessionQuery.ALL, null, 10).sessions()).hasSize(1);
        assertThat(Sweeps.all(store, NOW.plusSeconds(60), 10)).hasSize(1);
    }

    @Test
    void writes_work_on_a_map_that_keeps_objects() {
        store = new HazelcastSessionStore(member, new HazelcastOptions("objects", GRACE));
        map = member.getMap("objects");
        SessionRecord session = lasting(Duration.ofMinutes(30));
        store.create(session);
        SessionRecord base = store.find(session.header().key()).orElseThrow();

        assertThat(store.update(Records.update(base, Map.of("b", "2"), Set.of())))
                .isEqualTo(UpdateResult.SAVED);
        assertThat(store.update(Records.update(base, Map.of("c", "3"), Set.of())))
                .isEqualTo(UpdateResult.CONFLICT);
        assertThat(Sweeps.all(store, NOW.plus(Duration.ofHours(1)), 10)).hasSize(1);
    }

    @Test
    void a_map_that_is_not_read_from_the_primary_is_refused() {
        for (String name : List.of("near", "backups")) {
            assertThatThrownBy(() -> new HazelcastSessionStore(member, new HazelcastOptions(name, GRACE)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("remove ");
        }
    }

    @Test
    void the_instance_and_the_map_can_be_had() {
        on(member);
        assertThat(store.unwrap(HazelcastInstance.class)).contains(member);
        assertThat(store.unwrap(IMap.class)).contains(map);
    }
}
