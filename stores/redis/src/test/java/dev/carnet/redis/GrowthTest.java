package dev.carnet.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.SessionDirectory;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.testkit.Records;
import dev.carnet.testkit.Sweeps;
import dev.carnet.testservers.TestServers;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the server is told on behalf of operators and sweepers does not grow with the number of sessions. */
class GrowthTest {
    private static final int NONE = 0;
    private static final int FEW = 100;
    private static final int MANY = 1000;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final TestRedis redis = new TestRedis(TestServers.redis());
    private final SessionStore store = redis.open(settings -> settings.set(RedisSettings.EXPIRY_INDEX, true));

    @AfterEach
    void close() {
        store.close();
        redis.close();
    }

    private void given(int count, String principal) {
        store.createAll(Stream.generate(() -> Records.record(now, principal, Map.of("a", "1")))
                .limit(count)
                .toList());
    }

    /** How many commands the server carried out, in scripts too, for something done beside so many sessions of others. */
    private long commands(int others, BiConsumer<SessionStore, SessionRecord> work) throws IOException {
        redis.emptied();
        given(others, "bob");
        SessionRecord session = Records.record(now, "ada", Map.of("a", "1"));
        store.create(session);
        redis.server().command("CONFIG RESETSTAT");
        work.accept(store, session);
        Map<String, Long> calls = redis.calls();
        calls.keySet().removeIf(each -> each.startsWith("config") || each.equals("info"));
        return calls.values().stream().mapToLong(Long::longValue).sum();
    }

    private void costsTheSameBesideManyOthers(BiConsumer<SessionStore, SessionRecord> work, int most)
            throws IOException {
        commands(NONE, work); // teaches the server the scripts
        long few = commands(FEW, work);

        assertThat(commands(MANY, work)).isEqualTo(few).isLessThanOrEqualTo(most);
    }

    @Test
    void a_sweep_that_finds_nothing() throws IOException {
        costsTheSameBesideManyOthers(
                (swept, session) -> assertThat(Sweeps.all(swept, now, 1000)).isEmpty(), 1);
    }

    @Test
    void a_sweep_that_finds_one_session() throws IOException {
        costsTheSameBesideManyOthers(
                (swept, session) -> {
                    SessionRecord expired = Records.record(Records.key(), now, now, null, Map.of());
                    swept.create(expired);
                    assertThat(Sweeps.all(swept, now, 1000))
                            .extracting(SessionHeader::key)
                            .containsExactly(expired.header().key());
                },
                40);
    }

    @Test
    void finding_a_session_by_its_handle() throws IOException {
        costsTheSameBesideManyOthers(
                (asked, session) -> assertThat(
                                asked.findByHandle(session.header().handle()))
                        .isPresent(),
                2);
    }

    @Test
    void ending_a_session_by_its_handle() throws IOException {
        costsTheSameBesideManyOthers(
                (asked, session) -> assertThat(SessionDirectory.over(asked, SessionOptions.DEFAULTS)
                                .revoke(session.header().handle()))
                        .isTrue(),
                10);
    }

    @Test
    void ending_a_users_sessions() throws IOException {
        costsTheSameBesideManyOthers(
                (asked, session) -> {
                    assertThat(SessionDirectory.over(asked, SessionOptions.DEFAULTS)
                                    .revokePrincipal("ada", null)
                                    .sessions())
                            .isEqualTo(1);
                    assertThat(redis.door().exists("carnet:@u:ada"))
                            .as("sessions that ended leave the index")
                            .isFalse();
                },
                20);
    }
}
