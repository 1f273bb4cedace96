package dev.carnet.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.error.SessionStoreException;
import dev.carnet.error.UnreadableSessionException;
import dev.carnet.spi.Change;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.UpdateResult;
import dev.carnet.testkit.Records;
import dev.carnet.testkit.Sweeps;
import dev.carnet.testservers.TestServers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;

/** What stands in Redis, and what only Redis can do to a session. */
class RedisSessionStoreTest {
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
    void a_session_is_a_hash_of_readable_values() {
        SessionHeader header = new SessionHeader(
                Records.key(),
                true,
                "s.handle",
                0xcafeL,
                now,
                now.plusMillis(5),
                Duration.ofMinutes(30),
                now.plusSeconds(86_400),
                now.plusSeconds(60),
                "ada",
                0);
        Map<String, Encoded> values = Map.of(
                "user", Encoded.ofText("\"ada\""),
                "n", Encoded.of(new byte[] {'7'}, "long"),
                "__carnet", Encoded.ofText("1"));
        SessionRecord session =
                new SessionRecord(header, Records.attributes(Map.of()).with(values, Set.of()));

        store.create(session);

        assertThat(redis.door().hgetAll(name(session)))
                .isEqualTo(Map.of(
                        "user",
                        "\"ada\"",
                        "n",
                        "7",
                        "__carnet:n",
                        "long",
                        "__carnet=__carnet",
                        "1",
                        "__carnet",
                        "cafe " + (now.toEpochMilli() + 5) + " " + (now.toEpochMilli() + 60_000) + " 1800000 0",
                        "__carnet.id",
                        now.toEpochMilli() + " " + (now.toEpochMilli() + 86_400_000) + " 1d s.handle",
                        "__carnet.user",
                        "ada"));
    }

    @Test
    void a_small_session_takes_fewer_bytes_than_any_peers_that_keep_fields() {
        SessionRecord session = given(null, Map.of("user", "\"ada\"", "n", "1"));

        assertThat(redis.door().objectEncoding(name(session))).isEqualTo("listpack");
        assertThat(redis.door().memoryUsage(name(session))).isLessThan(328);
    }

    @Test
    void a_handle_may_be_any_text() {
        for (String handle : List.of("", "two words", "é ☃", "- -")) {
            SessionHeader header = new SessionHeader(
                    Records.key(), true, handle, 7, now, now, null, null, SessionHeader.NEVER, null, 0);
            SessionRecord session = new SessionRecord(header, Records.attributes(Map.of()));
            store.create(session);

            assertThat(found(session)).isEqualTo(session);
            assertThat(store.update(Records.update(session, Map.of("a", "1"), Set.of())))
                    .isEqualTo(UpdateResult.SAVED);
        }
    }

    @Test
    void a_record_of_an_unknown_format_is_unreadable_and_neither_changed_nor_swept() {
        SessionRecord session = given("ada", Map.of("a", "1"));
        String origin = redis.door().hget(name(session), "__carnet.id").replace(" 1d ", " 2d ");
        redis.door().hset(name(session), "__carnet.id", origin);

        assertThatThrownBy(() -> found(session)).isInstanceOf(UnreadableSessionException.class);
        assertThat(store.delete(session.header().key(), SessionHeader.NEVER)).isFalse();
        assertThat(redis.door().hget(name(session), "__carnet.id")).isEqualTo(origin);
    }

    @Test
    void only_what_changed_is_sent() {
        SessionRecord session = given(null, Map.of("large", "\"" + "x".repeat(1000) + "\"", "n", "1"));
        redis.door().hset(name(session), "large", "\"somebody else's\"");

        store.update(Records.update(session, Map.of("n", "2"), Set.of()));

        assertThat(redis.door().hget(name(session), "large")).isEqualTo("\"somebody else's\"");
        assertThat(redis.door().hget(name(session), "n")).isEqualTo("2");
    }

    @Test
    void parallel_writers_never_conflict() {
        SessionRecord session = given(null, Map.of("a", "1"));

        assertThat(store.update(Records.update(session, Map.of("b", "2"), Set.of())))
                .isEqualTo(UpdateResult.SAVED);
        assertThat(store.update(Records.update(session, Map.of("c", "3"), Set.of("a"))))
                .isEqualTo(UpdateResult.SAVED);

        assertThat(found(session).attributes().names()).containsExactlyInAnyOrder("b", "c");
    }

    @Test
    void a_writer_who_does_not_know_the_idle_limit_or_the_principal_reads_again() {
        SessionRecord session = given(null, Map.of());
        Change limit = new Change(Map.of(), Set.of(), null, new Change.SetTo<>(Duration.ofHours(1)), null);
        store.update(Records.update(session, limit, now.plusSeconds(3600)));
        SessionRecord limited = found(session);
        Change login = new Change(Map.of(), Set.of(), new Change.SetTo<>(""), null, null);
        store.update(Records.update(limited, login, now.plusSeconds(3600)));

        assertThat(store.update(Records.update(session, Map.of("a", "1"), Set.of())))
                .isEqualTo(UpdateResult.CONFLICT);
        assertThat(store.update(Records.update(limited, Map.of("a", "1"), Set.of())))
                .isEqualTo(UpdateResult.CONFLICT);
        assertThat(store.update(Records.update(found(session), Map.of("a", "1"), Set.of())))
                .isEqualTo(UpdateResult.SAVED);
        assertThat(found(session).header().principal()).isEmpty();
    }

    @Test
    void a_value_that_has_no_type_note_any_more_loses_the_old_one() {
        SessionRecord session = given(null, Map.of());
        Change noted = new Change(Map.of("n", Encoded.of(new byte[] {'7'}, "long")), Set.of(), null, null, null);
        store.update(Records.update(session, noted, now.plusSeconds(60)));

        store.update(Records.update(session, Map.of("n", "8"), Set.of()));
        assertThat(found(session).attributes().get("n")).isEqualTo(Encoded.ofText("8"));

        store.update(Records.update(session, noted, now.plusSeconds(60)));
        store.update(Records.update(session, Map.of(), Set.of("n")));
        assertThat(redis.door().hkeys(name(session))).containsExactlyInAnyOrder("__carnet", "__carnet.id");
    }

    @Test
    void a_change_of_what_was_just_read_removes_only_what_was_there() throws Exception {
        SessionRecord session = given(null, Map.of());
        Change noted = new Change(Map.of("n", Encoded.of(new byte[] {'7'}, "long")), Set.of(), null, null, null);
        store.update(Records.update(session, noted, now.plusSeconds(60)));

        store.update(Records.update(found(session), Map.of("n", "8"), Set.of()));
        assertThat(found(session).attributes().get("n")).isEqualTo(Encoded.ofText("8"));

        SessionRecord current = found(session);
        redis.server().command("CONFIG RESETSTAT");
        store.update(Records.update(current, Map.of("n", "9"), Set.of()));
        assertThat(redis.calls()).doesNotContainKey("hdel");
        assertThat(found(session).attributes().get("n")).isEqualTo(Encoded.ofText("9"));
    }

    @Test
    void any_text_can_be_a_name_or_a_principal() {
        List<String> texts = List.of("", "\"", "\"a\"", "\\ud800", "\ud800", "a\udfff", "\ud83d\ude00", "?", "\ufffd");
        Map<String, Encoded> values = texts.stream().collect(Collectors.toMap(each -> each, Encoded::ofText));
        SessionRecord base = given(null, Map.of());
        Change write = new Change(values, Set.of(), null, null, null);
        store.update(Records.update(base, write, now.plusSeconds(60)));
        assertThat(found(base).attributes().values()).isEqualTo(values);

        store.update(
                Records.update(base, new Change(Map.of(), Set.copyOf(texts), null, null, null), now.plusSeconds(60)));
        assertThat(found(base).attributes().names()).isEmpty();

        for (String each : texts) {
            given(each, Map.of());
        }
        for (String each : texts) {
            assertThat(store.scan(SessionQuery.ALL.ofPrincipal(each), null, 10).sessions())
                    .singleElement()
                    .satisfies(
                            session -> assertThat(session.header().principal()).isEqualTo(each));
        }
    }

    @Test
    void tens_of_thousands_of_attributes_are_created_changed_and_removed_at_once() {
        Map<String, String> many = IntStream.range(0, 20_000)
                .boxed()
                .collect(Collectors.toMap(i -> "attribute" + i, i -> String.valueOf(i)));
        SessionRecord session = given(null, many);
        assertThat(found(session).attributes()).isEqualTo(session.attributes());

        Map<String, String> others = new LinkedHashMap<>();
        many.keySet().forEach(each -> others.put("other " + each, "0"));
        store.update(Records.update(session, others, many.keySet()));

        assertThat(found(session).attributes()).isEqualTo(Records.attributes(others));
    }

    @Test
    void scripts_are_sent_again_to_a_server_that_has_forgotten_them() {
        SessionRecord session = given("ada", Map.of("a", "1"));
        redis.door().scriptFlush();
        assertThat(store.update(Records.update(session, Map.of("a", "2"), Set.of())))
                .isEqualTo(UpdateResult.SAVED);

        redis.door().scriptFlush();
        assertThat(store.createAll(Stream.generate(() -> Records.record(now, "ada", Map.of("b", "1")))
                        .limit(5)
                        .toList()))
                .hasSize(5);

        redis.door().scriptFlush();
        assertThat(Sweeps.all(store, SessionHeader.NEVER, 10)).hasSize(6);
    }

    @Test
    void what_is_no_hash_is_left_as_it_is_until_it_is_deleted() {
        SessionRecord session = Records.record(now, null, Map.of("a", "1"));
        SessionKey key = session.header().key();
        redis.door().set(name(session), "somebody else's");

        assertThatThrownBy(() -> store.find(key)).isInstanceOf(UnreadableSessionException.class);
        assertThatThrownBy(() -> store.update(Records.update(session, Map.of("a", "2"), Set.of())))
                .isInstanceOf(UnreadableSessionException.class)
                .hasMessageNotContaining(key.value());
        assertThatThrownBy(() -> store.touch(key, 1, now, now)).isInstanceOf(UnreadableSessionException.class);
        assertThat(store.create(session)).isFalse();
        assertThat(Sweeps.all(store, SessionHeader.NEVER, 10)).isEmpty();
        assertThat(store.scan(SessionQuery.ALL, null, 10).unreadable()).containsExactly(name(session));
        assertThat(redis.door().get(name(session))).isEqualTo("somebody else's");

        assertThat(store.delete(key, null)).isTrue();
        assertThat(redis.door().exists(name(session))).isFalse();
    }

    @Test
    void bookkeeping_that_cannot_be_read_is_left_as_it_is_until_it_is_deleted() {
        for (Map<String, String> damage : List.of(
                Map.of("__carnet", "rubbish"),
                Map.of("__carnet", "1 2 3 four 5"),
                Map.of("__carnet.id", "1 2"),
                Map.of("__carnet.id", "s.x 1 2"),
                Map.of("__carnet.id", ""))) {
            SessionRecord session = given("ada", Map.of("a", "1"));
            SessionKey key = session.header().key();
            redis.door().hset(name(session), damage);
            Map<String, String> damaged = new TreeMap<>(redis.door().hgetAll(name(session)));

            assertThatThrownBy(() -> store.find(key)).isInstanceOf(UnreadableSessionException.class);
            Sweeps.all(store, SessionHeader.NEVER.minusSeconds(1), 10);
            assertThat(store.scan(SessionQuery.ALL, null, 10).unreadable()).containsExactly(name(session));
            assertThat(new TreeMap<>(redis.door().hgetAll(name(session)))).isEqualTo(damaged);

            assertThat(store.delete(key, null)).isTrue();
        }
    }

    @Test
    void a_write_to_bookkeeping_that_cannot_be_read_is_refused() {
        SessionRecord session = given("ada", Map.of("a", "1"));
        redis.door().hset(name(session), "__carnet", "rubbish");

        assertThatThrownBy(() -> store.update(Records.update(session, Map.of("a", "2"), Set.of())))
                .isInstanceOf(UnreadableSessionException.class);
        assertThatThrownBy(() -> store.touch(session.header().key(), 1, now, now))
                .isInstanceOf(UnreadableSessionException.class);
        assertThat(redis.door().hget(name(session), "a")).isEqualTo("1");
    }

    @Test
    void what_is_wrong_under_the_key_of_an_index_stops_the_write_before_it_begins() {
        redis.door()
                .set(
                        IndexPlace.of(new Keys("carnet:"), "u:", "ada".getBytes(UTF_8))
                                .set(),
                        "no set".getBytes(UTF_8));
        SessionRecord session = Records.record(now, "ada", Map.of("a", "1"));

        assertThatThrownBy(() -> store.create(session)).isInstanceOf(UnreadableSessionException.class);

        assertThat(redis.door().exists(name(session))).isFalse();
    }

    @Test
    void keys_of_others_beside_ours_are_not_looked_at() {
        redis.door().set("carne", "x");
        redis.door().set("carnet", "x");
        redis.door().set("carnets:x", "x");
        SessionRecord session = given("ada", Map.of());

        assertThat(store.scan(SessionQuery.ALL, null, 10).sessions()).hasSize(1);
        assertThat(store.scan(SessionQuery.ALL, null, 10).unreadable()).isEmpty();
        assertThat(Sweeps.all(store, session.header().expiresAt(), 10)).hasSize(1);
        assertThat(redis.door().dbSize()).isEqualTo(4);
    }

    @Test
    void a_prefix_may_be_empty_or_hold_what_means_something_to_scan() {
        for (String prefix : List.of("", "a*[b]?\\:", "é☃ ")) {
            redis.door().flushAll();
            try (SessionStore other = redis.open(settings -> settings.set(RedisSettings.PREFIX, prefix))) {
                SessionRecord session = Records.record(now, "ada", Map.of("a", "1"));
                other.create(session);

                assertThat(redis.door().exists(prefix + session.header().key().value()))
                        .isTrue();
                assertThat(other.scan(SessionQuery.ALL, null, 10).sessions()).hasSize(1);
                assertThat(other.scan(SessionQuery.ALL.ofPrincipal("ada"), null, 10)
                                .sessions())
                        .hasSize(1);
            }
        }
    }

    @Test
    void the_live_client_can_be_had() {
        assertThat(store.unwrap(UnifiedJedis.class)).get().isInstanceOf(RedisClient.class);
        assertThat(store.unwrap(RedisSessionStore.class)).containsSame((RedisSessionStore) store);
        assertThat(store.unwrap(String.class)).isEmpty();
    }

    @Test
    void a_client_handed_in_stays_open_and_its_protocol_does_not_matter() {
        RedisClient client =
                RedisClient.create("redis://127.0.0.1:" + redis.server().port() + "?protocol=3");
        try (SessionStore other = redis.open(settings ->
                dev.carnet.spi.setup.Settings.builder(Object::toString).set(RedisSettings.CLIENT, client))) {
            SessionRecord session = Records.record(now, "ada", Map.of("a", "1"));
            other.create(session);
            assertThat(other.find(session.header().key())).contains(session);
            assertThat(other.scan(SessionQuery.ALL.withAttributes(), null, 10).sessions())
                    .containsExactly(session);
            assertThat(Sweeps.all(other, session.header().expiresAt(), 5)).hasSize(1);
        }
        assertThat(client.ping()).isEqualTo("PONG");
        client.close();
    }

    @Test
    void a_call_on_a_closed_store_is_an_error() {
        store.close();

        assertThatThrownBy(() -> store.find(Records.key())).isInstanceOf(SessionStoreException.class);
    }
}
