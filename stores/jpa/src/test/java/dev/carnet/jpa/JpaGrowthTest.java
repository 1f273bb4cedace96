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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What travels on behalf of operators and sweepers does not grow with the number of sessions, or no faster than it. */
class JpaGrowthTest {
    private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
    private static final int FEW = 1000;
    private static final int MANY = 10_000;

    /** What travels besides statements. */
    private static final Set<String> FRAME = Set.of("setautocommit", "commit", "rollback");

    @TempDir
    private Path directory;

    private int databases;

    private record Cost(long statements, long commits) {}

    /** The statements are the same with each provider, so one is enough unless all is to be tried. */
    static Stream<Provider> providers() {
        return Boolean.getBoolean("carnet.test.full") ? Stream.of(Provider.values()) : Stream.of(Provider.HIBERNATE);
    }

    /** Does something in a table of so many sessions of one user, of which every tenth expires early. */
    private void among(int sessions, Provider provider, Work work) {
        Combination combination = new Combination(provider, DatabaseKind.H2, SessionKind.READY);
        FreshDatabase database = combination.kind().fresh(directory.resolve("db" + ++databases));
        combination.ddl().forEach(database::sql);
        try (var pool = Provider.pool(database.url())) {
            Wire wire = new Wire(pool);
            EntityManagerFactory unit =
                    provider.open(wire.dataSource(), combination.entity().type());
            SessionStore store = JpaSessionStore.open(unit, combination.entity().options());
            List<SessionRecord> all = IntStream.range(0, sessions)
                    .mapToObj(i -> Records.record(
                            Records.key(), NOW, NOW.plusSeconds(i % 10 == 0 ? 60 : 3600), "ada", Map.of("n", "1")))
                    .toList();
            store.createAll(all);
            work.with(store, all, wire);
            unit.close();
        } finally {
            database.drop();
        }
    }

    private interface Work {
        void with(SessionStore store, List<SessionRecord> all, Wire wire);
    }

    private static Cost cost(Wire wire, Runnable work) {
        wire.take();
        work.run();
        List<String> words = wire.take().stream()
                .map(each -> each.split(" ", 2)[0].toLowerCase(Locale.ROOT))
                .toList();
        return new Cost(
                words.stream().filter(each -> !FRAME.contains(each)).count(),
                words.stream().filter("commit"::equals).count());
    }

    @ParameterizedTest
    @MethodSource("providers")
    void what_is_asked_about_few_costs_the_same_among_many(Provider provider) {
        for (int sessions : new int[] {FEW, MANY}) {
            among(sessions, provider, (store, all, wire) -> {
                assertThat(cost(
                                wire,
                                () -> assertThat(store.count(SessionQuery.ALL)).isEqualTo(sessions)))
                        .as("count")
                        .isEqualTo(new Cost(1, 0));
                assertThat(cost(
                                wire,
                                () -> assertThat(directory(store)
                                                .find(all.get(7).header().handle()))
                                        .isPresent()))
                        .as("find")
                        .isEqualTo(new Cost(1, 0));
                assertThat(cost(
                                wire,
                                () -> assertThat(Sweeps.all(store, NOW, 1000)).isEmpty()))
                        .as("a sweep that finds nothing")
                        .isEqualTo(new Cost(1, 0));
                assertThat(cost(
                                wire,
                                () -> assertThat(Sweeps.all(store, NOW.plusSeconds(60), 1000))
                                        .hasSize(sessions / 10)))
                        .as("a sweep deletes a hundred in a statement")
                        .satisfies(cost -> assertThat(cost.commits()).isEqualTo(sessions / 10 / 100))
                        .satisfies(cost -> assertThat(cost.statements()).isLessThan(sessions / 10 / 50 + 3));
                assertThat(cost(
                                wire,
                                () -> assertThat(directory(store)
                                                .revokePrincipal("ada", null)
                                                .sessions())
                                        .isEqualTo(sessions - sessions / 10)))
                        .as("a user's sessions end a hundred in two statements")
                        .satisfies(cost -> assertThat(cost.commits()).isLessThan(sessions / 80))
                        .satisfies(cost -> assertThat(cost.statements()).isLessThan(sessions / 40));
            });
        }
    }

    private static SessionDirectory directory(SessionStore store) {
        return SessionDirectory.over(store, SessionOptions.DEFAULTS);
    }

    /** Each row is an INSERT, as the provider has it; what is in batches is the transaction. */
    @ParameterizedTest
    @EnumSource
    void sessions_are_stored_in_batches(Provider provider) {
        List<SessionRecord> more = Stream.generate(() -> Records.record(NOW, "bob", Map.of("n", "1")))
                .limit(500)
                .toList();

        among(
                1,
                provider,
                (store, all, wire) -> assertThat(cost(
                                        wire,
                                        () -> assertThat(store.createAll(more)).hasSize(more.size()))
                                .commits())
                        .isEqualTo(5));
    }

    @ParameterizedTest
    @EnumSource
    void of_sessions_whose_keys_are_partly_taken_the_others_are_stored(Provider provider) {
        among(10, provider, (store, all, wire) -> {
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
        among(200, provider, (store, all, wire) -> {
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
