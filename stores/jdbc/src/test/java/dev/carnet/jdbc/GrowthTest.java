package dev.carnet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.SessionDirectory;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionStore;
import dev.carnet.testkit.Sweeps;
import dev.carnet.testservers.Wire;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the database is asked on behalf of operators and sweepers does not grow with the number of sessions. */
class GrowthTest {
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
    void a_users_sessions_are_ended_in_batches(int sessions) {
        assertThat(asked(
                        sessions,
                        store -> assertThat(directory(store)
                                        .revokePrincipal("ada", null)
                                        .sessions())
                                .isEqualTo(sessions)))
                .hasSizeLessThan(sessions / 50);
    }
}
