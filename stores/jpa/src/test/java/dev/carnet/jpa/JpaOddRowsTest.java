package dev.carnet.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.carnet.BulkResult;
import dev.carnet.SessionEngine;
import dev.carnet.event.SessionInfo;
import dev.carnet.event.SessionListener;
import dev.carnet.jpa.database.ReadyTable;
import dev.carnet.jpa.entity.JpaOptions;
import dev.carnet.jpa.entity.StoredSession;
import dev.carnet.options.SessionOptions;
import dev.carnet.testkit.SettableClock;
import dev.carnet.testservers.FreshDatabase;
import dev.carnet.testservers.SecondDoor;
import jakarta.persistence.EntityManagerFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rows that stand before every expired session in the order of expiry and are none: their ids can be no key's, or somebody else
 * has filled the column of the expiry. They come first in each batch of a sweep.
 */
@Timeout(60)
class JpaOddRowsTest {
    private static final int UNREADABLE = 3;
    private static final int FOREIGN = 4;
    private static final int SESSIONS = 5;

    @TempDir
    private Path directory;

    static Stream<Arguments> batches() {
        return Stream.of(Provider.values())
                .flatMap(provider -> IntStream.of(1, 2, 3, 8, 1000).mapToObj(batch -> Arguments.of(provider, batch)));
    }

    private static void plant(SecondDoor door, String id, String version, String handle) {
        door.sql(
                "INSERT INTO sessions (sessions_id, session_data, version, handle, expires_at) VALUES (?, '{}', "
                        + version + ", " + handle + ", 1)",
                id);
    }

    @ParameterizedTest
    @MethodSource("batches")
    void a_sweep_deletes_every_expired_session_behind_them_and_leaves_them(Provider provider, int batch) {
        FreshDatabase database = DatabaseKind.H2.fresh(directory);
        ReadyTable.statements(DatabaseKind.H2.product()).forEach(database::sql);
        SettableClock clock = new SettableClock();
        List<String> expired = new ArrayList<>();
        SessionListener listener = new SessionListener() {
            @Override
            public void expired(SessionInfo session) {
                expired.add(session.handle());
            }
        };
        try (HikariDataSource pool = Provider.pool(database.url());
                EntityManagerFactory unit = provider.open(pool, StoredSession.class);
                SessionEngine engine = SessionEngine.builder(JpaSessionStore.open(unit, JpaOptions.DEFAULTS))
                        .options(SessionOptions.builder()
                                .sweepInterval(null)
                                .sweepBatch(batch)
                                .build())
                        .clock(clock)
                        .listener(listener)
                        .build()) {
            SecondDoor door = new SecondDoor(pool);
            door.widen("sessions", "sessions_id");
            for (int i = 0; i < UNREADABLE; i++) {
                plant(door, "x".repeat(128) + i, "1", "'s.odd'");
            }
            for (int i = 0; i < FOREIGN; i++) {
                plant(door, "foreign" + i, "NULL", "NULL");
            }
            List<String> handles = Stream.generate(() -> engine.create().handle())
                    .limit(SESSIONS)
                    .toList();
            clock.advance(Duration.ofDays(1));

            assertThat(engine.sweep()).isEqualTo(new BulkResult(SESSIONS, UNREADABLE));

            assertThat(expired).containsExactlyInAnyOrderElementsOf(handles);
            assertThat(engine.sweep()).isEqualTo(new BulkResult(0, UNREADABLE));
            assertThat(door.sql("SELECT COUNT(*) FROM sessions")).contains(UNREADABLE + FOREIGN + "\n");
        } finally {
            database.drop();
        }
    }
}
