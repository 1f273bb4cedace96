package dev.carnet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.testkit.Sweeps;
import dev.carnet.testservers.Wire;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepTest {
    @TempDir
    private Path directory;

    private SqlitePlace place;

    @BeforeEach
    void setUp() {
        place = new SqlitePlace(directory.resolve("web.db")).initialised();
    }

    /** Sessions {@code k0}, {@code k1} ... of which each expires a second after the one before. */
    private void given(int count) {
        try (SessionStore store = place.open()) {
            IntStream.range(0, count).forEach(i -> store.create(Given.session("k" + i, Given.NOW.plusSeconds(i))));
        }
    }

    private static List<String> keys(List<SessionHeader> headers) {
        return headers.stream().map(each -> each.key().value()).toList();
    }

    @Test
    void the_longest_expired_go_first_and_no_more_than_asked_for() {
        given(10);
        try (SessionStore store = place.open()) {
            assertThat(keys(Sweeps.batch(store, Given.NOW.plusSeconds(5), 4))).containsExactly("k0", "k1", "k2", "k3");
            assertThat(keys(Sweeps.batch(store, Given.NOW.plusSeconds(5), 4))).containsExactly("k4", "k5");
            assertThat(Sweeps.batch(store, Given.NOW.plusSeconds(5), 4)).isEmpty();
        }
        assertThat(place.sql("SELECT count(*) FROM sessions")).containsExactly("4");
    }

    /** Where finding and deleting are two statements. */
    @Test
    void a_session_that_lives_on_after_it_was_found_expired_is_spared_and_replaced_by_the_next() {
        TestDatabase database = TestDatabase.h2(directory).initialised();
        Wire wire = new Wire(database.dataSource());
        SessionStore store = new JdbcSessionStore(wire.dataSource(), JdbcOptions.DEFAULTS);
        try (SessionStore other = database.open()) {
            IntStream.range(0, 4).forEach(i -> other.create(Given.session("k" + i, Given.NOW.plusSeconds(i))));
            SessionRecord first = other.find(new SessionKey("k0")).orElseThrow();
            wire.tap(what -> {
                if (what.equals("setAutoCommit")) {
                    other.touch(
                            first.header().key(),
                            first.header().version(),
                            Given.NOW.plusSeconds(1),
                            Given.NOW.plusSeconds(99));
                }
            });

            assertThat(keys(Sweeps.batch(store, Given.NOW.plusSeconds(9), 2))).containsExactly("k1", "k2");
        }
        assertThat(database.sql("SELECT TRIM(id) FROM sessions ORDER BY id")).containsExactly("k0", "k3");
        database.drop();
    }

    @Test
    void of_several_sweepers_exactly_one_gets_each_session() throws Exception {
        given(300);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<String> swept = new ArrayList<>();
        try (SessionStore one = place.open();
                SessionStore two = place.open()) {
            List<Callable<List<SessionHeader>>> sweepers = Stream.of(one, two, one, two)
                    .map(store -> (Callable<List<SessionHeader>>) () -> sweep(store))
                    .toList();
            for (Future<List<SessionHeader>> each : threads.invokeAll(sweepers)) {
                swept.addAll(keys(each.get()));
            }
        } finally {
            threads.shutdown();
        }
        assertThat(swept).hasSize(300).doesNotHaveDuplicates();
    }

    private static List<SessionHeader> sweep(SessionStore store) {
        return Sweeps.all(store, SessionHeader.NEVER, 7);
    }
}
