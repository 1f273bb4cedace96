package dev.carnet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.document.SessionDocument;
import dev.carnet.spi.document.WholeDocument;
import dev.carnet.testkit.Sweeps;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A table of two columns that Carnet has used is completed. */
class BookkeepingMoveTest {
    private static final SessionKey FOREIGN = new SessionKey("275641995096685711621170429661731047");

    @TempDir
    private Path directory;

    static Stream<Named<Function<Path, TestDatabase>>> databases() {
        return Stream.of(
                Named.of("MariaDB", directory -> TestDatabase.mariaDb()),
                Named.of("PostgreSQL", directory -> TestDatabase.postgres()),
                Named.of("H2", TestDatabase::h2));
    }

    private TestDatabase used(Function<Path, TestDatabase> place, SessionRecord... sessions) {
        TestDatabase database = place.apply(directory).with(TestDatabase.ORIGINAL_TABLE);
        try (SessionStore texts = database.open()) {
            Stream.of(sessions).forEach(texts::create);
        }
        return database.with("INSERT INTO sessions (id, session_data) VALUES ('" + FOREIGN.value() + "', '{\"n\":7}')");
    }

    @ParameterizedTest
    @MethodSource("databases")
    void sessions_keep_their_times_limits_users_and_handles(Function<Path, TestDatabase> place) {
        SessionRecord session = Given.session("a".repeat(38));
        TestDatabase database = used(place, session);
        assertThat(database.setup().plan()).contains(BookkeepingMove.STEP);

        database.setup().apply();

        assertThat(database.setup().plan()).isEmpty();
        try (SessionStore columns = database.open()) {
            assertThat(columns.find(session.header().key())).contains(session);
            assertThat(columns.scan(SessionQuery.ALL.ofPrincipal("ada"), null, 10)
                            .sessions())
                    .hasSize(1);
            assertThat(columns.find(FOREIGN).orElseThrow().header().isForeign()).isTrue();
            assertThat(Sweeps.all(columns, Given.NOW.plus(Duration.ofHours(1)), 10))
                    .extracting(each -> each.key())
                    .containsExactly(session.header().key());
        } finally {
            database.drop();
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void a_move_that_was_broken_off_is_ended_by_the_next(Function<Path, TestDatabase> place) {
        SessionRecord moved = Given.session("a".repeat(38));
        SessionRecord left = Given.session("b".repeat(38));
        TestDatabase database = used(place, moved);
        String text = new WholeDocument("JDBC", new SessionDocument(false)).write(left);
        database.setup().apply();
        database.with("INSERT INTO sessions (id, session_data) VALUES ('"
                + left.header().key().value() + "', '" + text + "')");
        assertThat(database.setup().plan()).containsExactly(BookkeepingMove.STEP);

        database.setup().apply();

        assertThat(database.setup().plan()).isEmpty();
        try (SessionStore columns = database.open()) {
            assertThat(columns.find(moved.header().key())).contains(moved);
            assertThat(columns.find(left.header().key())).contains(left);
        } finally {
            database.drop();
        }
    }
}
