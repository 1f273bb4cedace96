package dev.carnet.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.redis.connection.CallSender;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionPage;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.testkit.Records;
import dev.carnet.testkit.StandardError;
import dev.carnet.testkit.Sweeps;
import dev.carnet.testservers.TestServers;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Walks through all keys: how many steps they take, and where they go on. */
class ListingTest {
    private static final int MANY = 5000;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final TestRedis redis = new TestRedis(TestServers.redis()).emptied();
    private final SessionStore store = redis.open();

    @AfterEach
    void close() {
        store.close();
        redis.close();
    }

    private List<SessionKey> given(int count, Instant expiresAt) {
        List<SessionRecord> sessions = Stream.generate(
                        () -> Records.record(Records.key(), now, expiresAt, null, Map.of("a", "1")))
                .limit(count)
                .toList();
        assertThat(store.createAll(sessions)).hasSize(count);
        return sessions.stream().map(each -> each.header().key()).sorted().toList();
    }

    @Test
    void a_listing_walks_through_the_keys_once_however_many_pages_it_has() throws Exception {
        List<SessionKey> given = given(MANY, SessionHeader.NEVER);
        redis.server().command("CONFIG RESETSTAT");

        assertThat(list(cursor -> store.scan(SessionQuery.ALL, cursor, 100)))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(given);

        assertThat(redis.calls().get("scan")).isLessThanOrEqualTo(3 * MANY / 100);
    }

    @Test
    void a_listing_goes_on_in_another_process() {
        List<SessionKey> given = given(30, SessionHeader.NEVER);

        assertThat(list(cursor -> {
                    try (SessionStore other = redis.open()) {
                        return other.scan(SessionQuery.ALL, cursor, 7);
                    }
                }))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(given);
    }

    private static List<SessionKey> list(Function<String, SessionPage> pages) {
        List<SessionKey> found = new ArrayList<>();
        String cursor = null;
        do {
            SessionPage page = pages.apply(cursor);
            page.sessions().forEach(each -> found.add(each.header().key()));
            cursor = page.nextCursor();
        } while (cursor != null);
        return found;
    }

    @Test
    void the_first_page_costs_as_much_as_any_other_however_many_sessions_there_are() throws Exception {
        given(MANY, SessionHeader.NEVER);
        redis.server().command("CONFIG RESETSTAT");

        assertThat(store.scan(SessionQuery.ALL, null, 20).sessions()).hasSize(20);

        assertThat(redis.calls().get("scan")).isEqualTo(1);
        assertThat(redis.calls().get("hmget")).isEqualTo(20);
    }

    @Test
    void a_sweep_walks_through_the_keys_once_however_many_batches_it_takes() throws Exception {
        given(MANY, SessionHeader.NEVER);
        given(MANY, now);
        redis.server().command("CONFIG RESETSTAT");

        assertThat(Sweeps.all(store, now, 100)).hasSize(MANY);

        assertThat(redis.calls().get("scan")).isLessThan(3 * 2 * MANY / 1000);
    }

    private void claim(SessionStore sweeping) {
        assertThat(sweeping.claimSweep("", "s.one", now, now.plusSeconds(1))).isTrue();
    }

    @Test
    void whoever_sweeps_without_an_index_of_expiries_is_told_once() {
        String log = StandardError.during(() -> {
            claim(store);
            claim(store);
        });

        assertThat(log).containsOnlyOnce("expiry_index");
    }

    @Test
    void whoever_sweeps_by_the_index_of_expiries_is_told_nothing() {
        try (SessionStore indexed = redis.open(settings -> settings.set(RedisSettings.EXPIRY_INDEX, true))) {
            assertThat(StandardError.during(() -> claim(indexed))).doesNotContain("expiry_index");
        }
    }

    @Test
    void a_session_that_is_used_again_while_a_sweep_looks_at_it_is_spared() {
        SessionKey key = given(1, now).get(0);
        SessionRecord session = store.find(key).orElseThrow();
        SessionCalls calls = new SessionCalls(new Keys("carnet:"), RedisOptions.DEFAULTS);
        CallSender sender = CallSender.on(redis.door(), RedisOptions.DEFAULTS.line());
        SessionWriter writer = new SessionWriter(
                sender, new Keys("carnet:"), calls, new IndexSets(new Keys("carnet:"), RedisOptions.DEFAULTS, sender));
        store.touch(key, session.header().version(), now.plusSeconds(1), now.plusSeconds(60));

        assertThat(writer.expireAll(List.of(key), now)).isEmpty();

        assertThat(store.find(key)).isPresent();
    }
}
