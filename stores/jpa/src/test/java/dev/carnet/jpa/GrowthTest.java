package dev.carnet.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.SessionDirectory;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.testkit.Records;
import dev.carnet.testkit.Sweeps;
import dev.carnet.testservers.FreshDatabase;
import dev.carnet.testservers.Wire;
import jakarta.persistence.EntityManagerFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What travels on behalf of operators and sweepers does not grow with the number of sessions, or no faster than it. */
class GrowthTest {
    private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
    private static final Instant EXPIRED = NOW.plusSeconds(3600);
    private static final int FEW = 1000;
    private static final int MANY = 10_000;

    /** What travels besides statements. */
    private static final Set<String> FRAME = Set.of("setautocommit", "commit", "rollback");

    @TempDir
    private Path directory;

    private int databases;

    private record Cost(long statements, long commits) {}

    /** What something costs in a table of so many sessions of one user. */
    private Cost cost(int sessions, Provider provider, BiConsumer<SessionStore, List<SessionRecord>> work) {
        Combination combination = new Combination(provider, DatabaseKind.H2, SessionKind.READY);
        FreshDatabase database = combination.kind().fresh(directory.resolve("db" + ++databases));
        combination.ddl().forEach(database::sql);
        try (var pool = Provider.pool(database.url())) {
            Wire wire = new Wire(pool);
            EntityManagerFactory unit =
                    provider.open(wire.dataSource(), combination.entity().type());
            SessionStore store = JpaSessionStore.open(unit, combination.entity().options());
            List<SessionRecord> all = Stream.generate(() -> Records.record(NOW, "ada", Map.of("n", "1")))
                    .limit(sessions)
                    .toList();
            store.createAll(all);
            wire.take();
            work.accept(store, all);
            List<String> words = wire.take().stream()
                    .map(each -> each.split(" ", 2)[0].toLowerCase(Locale.ROOT))
                    .toList();
            unit.close();
            return new Cost(
                    words.stream().filter(each -> !FRAME.contains(each)).count(),
                    words.stream().filter("commit"::equals).count());
        } finally {
            database.drop();
        }
    }

    private void costsTheSame(Provider provider, int most, BiConsumer<SessionStore, List<SessionRecord>> work) {
        Cost few = cost(FEW, provider, work);

        assertThat(cost(MANY, provider, work)).isEqualTo(few);
        assertThat(few.statements()).isLessThanOrEqualTo(most);
    }

    /** @param perSession how many statements, and how many commits, a session may cost */
    private void growsNoFasterThanTheSessions(
            Provider provider, double perSession, BiConsumer<SessionStore, List<SessionRecord>> work) {
        for (int sessions : new int[] {FEW, MANY}) {
            Cost cost = cost(sessions, provider, work);
            assertThat(cost.statements()).as("%d sessions", sessions).isBetween(1L, (long) (perSession * sessions));
            assertThat(cost.commits()).as("%d sessions", sessions).isBetween(1L, (long) (perSession * sessions));
        }
    }

    private static SessionDirectory directory(SessionStore store) {
        return SessionDirectory.over(store, SessionOptions.DEFAULTS);
    }

    @ParameterizedTest
    @EnumSource
    void counting_is_one_statement(Provider provider) {
        costsTheSame(
                provider,
                1,
                (store, all) -> assertThat(store.count(SessionQuery.ALL)).isEqualTo(all.size()));
    }

    @ParameterizedTest
    @EnumSource
    void finding_by_handle_is_one_statement(Provider provider) {
        costsTheSame(
                provider,
                1,
                (store, all) -> assertThat(
                                directory(store).find(all.get(7).header().handle()))
                        .isPresent());
    }

    @ParameterizedTest
    @EnumSource
    void a_sweep_that_finds_nothing_is_one_statement(Provider provider) {
        costsTheSame(
                provider,
                1,
                (store, all) -> assertThat(Sweeps.all(store, NOW, 1000)).isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void a_sweep_deletes_a_hundred_in_a_statement(Provider provider) {
        growsNoFasterThanTheSessions(
                provider,
                0.02,
                (store, all) -> assertThat(Sweeps.all(store, EXPIRED, 1000)).hasSize(all.size()));
    }

    @ParameterizedTest
    @EnumSource
    void a_users_sessions_are_ended_in_batches(Provider provider) {
        growsNoFasterThanTheSessions(
                provider,
                0.05,
                (store, all) -> assertThat(
                                directory(store).revokePrincipal("ada", null).sessions())
                        .isEqualTo(all.size()));
    }

    /** Each row is an INSERT, as the provider has it; what is in batches is the transaction. */
    @ParameterizedTest
    @EnumSource
    void sessions_are_stored_in_batches(Provider provider) {
        List<SessionRecord> more = Stream.generate(() -> Records.record(NOW, "bob", Map.of("n", "1")))
                .limit(500)
                .toList();

        Cost cost = cost(
                1, provider, (store, all) -> assertThat(store.createAll(more)).hasSize(more.size()));

        assertThat(cost.commits()).isEqualTo(5);
    }

    @ParameterizedTest
    @EnumSource
    void of_sessions_whose_keys_are_partly_taken_the_others_are_stored(Provider provider) {
        cost(10, provider, (store, all) -> {
            SessionRecord free = Records.record(NOW, "bob", Map.of("n", "1"));
            SessionRecord twice = Records.record(NOW, "bob", Map.of("n", "1"));
            assertThat(store.createAll(List.of(all.get(3), free, twice, twice, all.get(4))))
                    .containsExactlyInAnyOrder(
                            free.header().key(), twice.header().key());
            assertThat(store.count(SessionQuery.ALL)).isEqualTo(12);
        });
    }

    @ParameterizedTest
    @EnumSource
    void of_many_that_are_to_end_those_are_told_that_were_there(Provider provider) {
        cost(200, provider, (store, all) -> {
            List<SessionKey> keys =
                    all.stream().map(each -> each.header().key()).collect(Collectors.toList());
            store.delete(keys.get(5), null);
            keys.add(Records.key());

            Set<SessionKey> deleted = store.deleteAll(keys);

            assertThat(deleted).hasSize(199).doesNotContain(keys.get(5), keys.get(200));
            assertThat(store.count(SessionQuery.ALL)).isZero();
        });
    }
}
