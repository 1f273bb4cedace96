package dev.carnet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionStore;
import dev.carnet.testkit.Sweeps;
import dev.carnet.testservers.Wire;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One node sweeps at a time, as a row of the table says. */
class SweepLeaseTest {
    private static final Instant UNTIL = Given.NOW.plusSeconds(300);

    @TempDir
    private Path directory;

    static Stream<Arguments> databases() {
        Function<Path, TestDatabase> h2 = TestDatabase::h2;
        Function<Path, TestDatabase> mariaDb = any -> TestDatabase.mariaDb();
        Function<Path, TestDatabase> postgres = any -> TestDatabase.postgres();
        return Stream.of(
                Arguments.of(Named.of("H2", h2)),
                Arguments.of(Named.of("MariaDB", mariaDb)),
                Arguments.of(Named.of("PostgreSQL", postgres)));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void the_one_who_has_it_may_go_on_and_others_wait_until_it_ends(Function<Path, TestDatabase> kind) {
        TestDatabase database = kind.apply(directory).initialised();
        try (SessionStore one = database.open();
                SessionStore two = database.open()) {
            assertThat(one.claimSweep("", "s.one", Given.NOW, UNTIL)).isTrue();
            assertThat(two.claimSweep("", "s.two", Given.NOW, UNTIL)).isFalse();
            assertThat(one.claimSweep("", "s.one", Given.NOW, UNTIL.plusSeconds(1)))
                    .isTrue();
            assertThat(two.claimSweep("", "s.two", UNTIL, UNTIL.plusSeconds(600)))
                    .isFalse();
            assertThat(two.claimSweep("", "s.two", UNTIL.plusSeconds(1), UNTIL.plusSeconds(600)))
                    .isTrue();
            assertThat(one.claimSweep("", "s.one", UNTIL.plusSeconds(2), UNTIL.plusSeconds(600)))
                    .isFalse();
            assertThat(one.claimSweep("abcdefgh", "s.one", UNTIL.plusSeconds(2), UNTIL.plusSeconds(600)))
                    .as("of another application in the same table")
                    .isTrue();
        } finally {
            database.drop();
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void of_many_who_ask_at_once_one_has_it(Function<Path, TestDatabase> kind) throws Exception {
        TestDatabase database = kind.apply(directory).initialised();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (SessionStore store = database.open()) {
            for (int round = 0; round < 5; round++) {
                Instant now = Given.NOW.plusSeconds(1000L * round);
                List<Callable<Boolean>> all = IntStream.range(0, 8)
                        .<Callable<Boolean>>mapToObj(
                                i -> () -> store.claimSweep("", "s." + i, now, now.plusSeconds(300)))
                        .toList();
                int claimed = 0;
                for (Future<Boolean> each : threads.invokeAll(all)) {
                    claimed += each.get() ? 1 : 0;
                }
                assertThat(claimed).isEqualTo(1);
            }
        } finally {
            threads.shutdownNow();
            database.drop();
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void the_row_is_no_session_and_its_loss_is_mended(Function<Path, TestDatabase> kind) {
        TestDatabase database = kind.apply(directory).initialised();
        try (SessionStore store = database.open()) {
            store.create(Given.session("k1"));
            store.claimSweep("", "s.one", Given.NOW, UNTIL);

            assertThat(store.count(SessionQuery.ALL)).isEqualTo(1);
            assertThat(store.scan(SessionQuery.ALL, null, 10)).satisfies(page -> {
                assertThat(page.sessions()).hasSize(1);
                assertThat(page.unreadable()).isEmpty();
            });
            assertThat(Sweeps.all(store, UNTIL.plusSeconds(9000), 10)).hasSize(1);
            assertThat(database.sql("SELECT COUNT(*) FROM sessions")).containsExactly("1");

            database.sql("DELETE FROM sessions");
            assertThat(store.claimSweep("", "s.one", Given.NOW, UNTIL)).isTrue();
            assertThat(store.claimSweep("", "s.two", Given.NOW, UNTIL)).isFalse();
        } finally {
            database.drop();
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void a_wrong_clock_and_a_table_that_refuses_the_row_stop_no_sweep(Function<Path, TestDatabase> kind) {
        TestDatabase database = kind.apply(directory).initialised();
        try (SessionStore store = database.open()) {
            store.claimSweep("", "s.one", Given.NOW.plusSeconds(9_000_000), UNTIL.plusSeconds(9_000_000));
            assertThat(store.claimSweep("", "s.two", Given.NOW, UNTIL)).isTrue();
            assertThat(store.claimSweep("", "s.three", Given.NOW, UNTIL)).isFalse();

            database.sql("DELETE FROM sessions");
            database.sql("ALTER TABLE sessions ADD CONSTRAINT wanted CHECK (version IS NOT NULL)");
            assertThat(store.claimSweep("", "s.one", Given.NOW, UNTIL)).isTrue();
            assertThat(store.claimSweep("", "s.two", Given.NOW, UNTIL)).isTrue();
        } finally {
            database.drop();
        }
    }

    /** Ten who are awake at once ask each once more than one does. */
    @ParameterizedTest
    @MethodSource("databases")
    void ten_nodes_do_not_cost_ten_times_what_one_costs(Function<Path, TestDatabase> kind) {
        TestDatabase database = kind.apply(directory).initialised();
        try {
            int alone = statements(database, 1);
            int two = statements(database, 2);
            int ten = statements(database, 10);

            assertThat(two).isEqualTo(alone + 1);
            assertThat(ten).isEqualTo(alone + 9);
        } finally {
            database.drop();
        }
    }

    /** How many statements the claims of so many nodes take, of which one sweeps 1,000 sessions. */
    private static int statements(TestDatabase database, int nodes) {
        database.sql("DELETE FROM sessions");
        Wire wire = new Wire(database.dataSource());
        List<SessionStore> stores = new ArrayList<>();
        IntStream.range(0, nodes)
                .forEach(i -> stores.add(new JdbcSessionStore(wire.dataSource(), JdbcOptions.DEFAULTS)));
        stores.get(0)
                .createAll(IntStream.range(0, 1000)
                        .mapToObj(i -> Given.session("k" + i))
                        .toList());
        int claims = 0;
        int swept = 0;
        for (SessionStore each : stores) {
            wire.take();
            boolean isClaimed = each.claimSweep("", "s." + stores.indexOf(each), Given.NOW, UNTIL);
            claims += wire.take().size();
            if (isClaimed) {
                swept += Sweeps.all(each, UNTIL.plusSeconds(9000), 1000).size();
            }
        }
        assertThat(swept).isEqualTo(1000);
        return claims;
    }
}
