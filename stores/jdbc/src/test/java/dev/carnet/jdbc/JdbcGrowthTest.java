package dev.carnet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.carnet.Session;
import dev.carnet.SessionDirectory;
import dev.carnet.SessionEngine;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionStore;
import dev.carnet.testkit.Sweeps;
import dev.carnet.testservers.Wire;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the database is asked on behalf of operators and sweepers does not grow with the number of sessions. */
class JdbcGrowthTest {
    private static final int PAGE = 500;

    @TempDir
    private Path directory;

    /** What travels while something is done in a table of so many sessions, all of one user. */
    private List<String> asked(int sessions, Consumer<SessionStore> work) {
        SqlitePlace place = new SqlitePlace(directory.resolve("web.db")).initialised();
        Wire wire = new Wire(place.dataSource());
        JdbcSessionStore store = new JdbcSessionStore(wire.dataSource(), JdbcOptions.DEFAULTS);
        store.createAll(IntStream.range(0, sessions)
                .mapToObj(i -> Given.session("k" + i))
                .toList());
        wire.take();
        work.accept(store);
        return wire.take();
    }

    private static SessionDirectory directory(SessionStore store) {
        return SessionDirectory.over(store, SessionOptions.DEFAULTS);
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 10_000})
    void the_database_counts(int sessions) {
        assertThat(asked(
                        sessions,
                        store -> assertThat(store.count(SessionQuery.ALL)).isEqualTo(sessions)))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 10_000})
    void a_session_is_found_by_its_handle_in_one_statement(int sessions) {
        assertThat(asked(
                        sessions,
                        store -> assertThat(directory(store).find("s.k7")).isPresent()))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 10_000})
    void a_session_is_ended_by_its_handle_in_three_statements(int sessions) {
        assertThat(asked(
                        sessions,
                        store -> assertThat(directory(store).revoke("s.k7")).isTrue()))
                .hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 10_000})
    void a_sweep_that_finds_nothing_is_two_statements(int sessions) {
        assertThat(asked(
                        sessions,
                        store -> assertThat(Sweeps.all(store, Given.NOW, 1000)).isEmpty()))
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 10_000})
    void a_users_sessions_are_ended_in_two_statements_for_each_page(int sessions) {
        TestDatabase database = TestDatabase.postgres().initialised();
        Wire wire = new Wire(database.dataSource());
        try (SessionStore store = new JdbcSessionStore(wire.dataSource(), JdbcOptions.DEFAULTS)) {
            store.createAll(IntStream.range(0, sessions)
                    .mapToObj(i -> Given.session("k" + i))
                    .toList());
            wire.take();

            assertThat(directory(store).revokePrincipal("ada", null).sessions()).isEqualTo(sessions);
            assertThat(wire.take().stream().filter(each -> each.startsWith("SELECT") || each.startsWith("DELETE")))
                    .hasSizeLessThanOrEqualTo(2 * sessions / PAGE + 2);
        } finally {
            database.drop();
        }
    }

    /** What the statement gives is what it deleted, and what is no session's is given to nobody. */
    @Test
    void of_many_ids_those_that_were_there_are_given() {
        TestDatabase server = TestDatabase.mariaDb().initialised();
        TestDatabase other = TestDatabase.postgres().initialised();
        TestDatabase h2 = TestDatabase.h2(directory).initialised();
        for (TestDatabase database : List.of(server, other, h2)) {
            try (SessionStore store = database.open()) {
                store.createAll(IntStream.range(0, 700)
                        .mapToObj(i -> Given.session("k" + i))
                        .toList());
                List<SessionKey> asked = IntStream.range(350, 1050)
                        .mapToObj(i -> new SessionKey("k" + i))
                        .toList();

                assertThat(store.deleteAll(asked)).containsExactlyInAnyOrderElementsOf(asked.subList(0, 350));
                assertThat(store.deleteAll(asked)).isEmpty();
                assertThat(store.count(SessionQuery.ALL)).isEqualTo(350);
            } finally {
                database.drop();
            }
        }
    }

    /** What a session of a thousand attributes, together 1 MB, allocates: three times its size to read, four to change it. */
    @Test
    void a_large_session_is_copied_a_bounded_number_of_times() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        SqlitePlace place = new SqlitePlace(directory.resolve("large.db")).initialised();
        JdbcSessionStore store = new JdbcSessionStore(place.dataSource(), JdbcOptions.DEFAULTS);
        SessionEngine engine = SessionEngine.builder(store).build();
        Session session = engine.newSession();
        IntStream.range(0, 1000).forEach(i -> session.put("attribute" + i, "x".repeat(1000)));
        engine.flush(session);
        long size = engine.sessions().stored(session).orElseThrow().header().size();
        long read = Long.MAX_VALUE;
        long changed = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long begin = threads.getCurrentThreadAllocatedBytes();
            Session copy = engine.retrieve(session.id()).orElseThrow();
            assertThat(copy.get("attribute7").toString()).isNotEmpty();
            long then = threads.getCurrentThreadAllocatedBytes();
            copy.put("attribute7", "y".repeat(900 + i));
            engine.flush(copy);
            changed = Math.min(changed, threads.getCurrentThreadAllocatedBytes() - then);
            read = Math.min(read, then - begin);
        }

        assertThat(read).isBetween(size, 7 * size / 2);
        assertThat(changed).isBetween(size, 9 * size / 2);
        engine.close();
    }
}
