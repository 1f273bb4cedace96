package dev.carnet.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.SessionDirectory;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionQuery;
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
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the server is told on behalf of operators and sweepers does not grow with the number of sessions. */
class RedisGrowthTest {
    private static final int NONE = 0;
    private static final int FEW = 1000;
    private static final int MANY = 10_000;

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

    /** How many commands the server carries out, in scripts too. */
    private long commands(Runnable work) throws IOException {
        redis.server().command("CONFIG RESETSTAT");
        work.run();
        Map<String, Long> calls = redis.calls();
        calls.keySet().removeIf(each -> each.startsWith("config") || each.equals("info"));
        return calls.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many it carries out for something done beside so many sessions of others. */
    private long commandsBeside(int others, BiConsumer<SessionStore, SessionRecord> work) throws IOException {
        redis.emptied();
        given(others, "bob");
        SessionRecord session = Records.record(now, "ada", Map.of("a", "1"));
        store.create(session);
        return commands(() -> work.accept(store, session));
    }

    private void costsTheSameBesideManyOthers(BiConsumer<SessionStore, SessionRecord> work, int most)
            throws IOException {
        commandsBeside(NONE, work); // teaches the server the scripts
        long few = commandsBeside(FEW, work);

        assertThat(commandsBeside(MANY, work)).isEqualTo(few).isLessThanOrEqualTo(most);
    }

    /** How many it carries out for each of a user's sessions. */
    private double commandsPerSession(int sessions, ObjIntConsumer<SessionDirectory> work) throws IOException {
        redis.emptied();
        given(sessions, "ada");
        SessionDirectory directory = SessionDirectory.over(store, SessionOptions.DEFAULTS);
        return commands(() -> work.accept(directory, sessions)) / (double) sessions;
    }

    private void growsNoFasterThanTheSessions(ObjIntConsumer<SessionDirectory> work, int most) throws IOException {
        commandsPerSession(1, work); // teaches the server the scripts
        double few = commandsPerSession(FEW, work);

        assertThat(commandsPerSession(MANY, work)).isLessThan(1.05 * few).isLessThan(most);
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
                    assertThat(redis.door().zrange(indexOf("ada"), 0, -1))
                            .as("sessions that ended leave the index")
                            .noneMatch(
                                    each -> each.endsWith(session.header().key().value()));
                },
                20);
    }

    private static String indexOf(String principal) {
        return new String(
                IndexPlace.of(new Keys("carnet:"), "u:", principal.getBytes(UTF_8))
                        .set(),
                UTF_8);
    }

    @Test
    void listing_all_of_a_users_sessions() throws IOException {
        growsNoFasterThanTheSessions(
                (directory, sessions) ->
                        assertThat(directory.ofPrincipal("ada")).hasSize(sessions),
                2);
    }

    @Test
    void ending_all_of_a_users_sessions() throws IOException {
        growsNoFasterThanTheSessions(
                (directory, sessions) -> {
                    assertThat(directory.revokePrincipal("ada", null).sessions())
                            .isEqualTo(sessions);
                    assertThat(redis.door().exists(indexOf("ada")))
                            .as("sessions that ended leave the index")
                            .isFalse();
                },
                7);
    }

    @Test
    void counting_all_sessions() throws IOException {
        growsNoFasterThanTheSessions(
                (directory, sessions) ->
                        assertThat(directory.count(SessionQuery.ALL)).isEqualTo(sessions),
                1);
    }

    @Test
    void the_first_page_of_all_sessions() throws IOException {
        costsTheSameBesideManyOthers(
                (asked, session) -> assertThat(
                                asked.scan(SessionQuery.ALL, null, 20).sessions())
                        .hasSizeLessThanOrEqualTo(20),
                60);
    }

    @Test
    void users_and_handles_are_noted_in_a_bounded_number_of_keys() {
        Keys keys = new Keys("carnet:");
        assertThat(IntStream.range(0, 400_000)
                        .mapToObj(i -> new String(
                                IndexPlace.of(keys, "u:", ("user" + i).getBytes(UTF_8))
                                        .set(),
                                UTF_8))
                        .distinct())
                .hasSizeLessThanOrEqualTo(1 << 15);
    }
}
