package dev.carnet.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.testkit.Records;
import dev.carnet.testkit.Sweeps;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** PostgreSQL with a trigger that keeps every row, so that a DELETE succeeds and deletes nothing. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class JpaUndeletableRowsTest {
    private static final int SESSIONS = 20;

    @TempDir
    private Path directory;

    static Stream<Combination> combinations() {
        return Stream.of(SessionKind.READY, SessionKind.MINE)
                .map(kind -> new Combination(Provider.HIBERNATE, DatabaseKind.POSTGRESQL, kind));
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void a_sweep_ends_and_claims_nothing(Combination combination) {
        EntityPlace place = new EntityPlace(combination, directory);
        try (SessionStore store = place.open()) {
            place.database().sql("CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'");
            place.database()
                    .sql("CREATE TRIGGER keep BEFORE DELETE ON "
                            + combination.entity().table() + " FOR EACH ROW EXECUTE FUNCTION keep()");
            Instant expired = Instant.now().minusSeconds(60);
            SessionKey key = Records.key();
            store.create(session(key, expired));
            for (int i = 1; i < SESSIONS; i++) {
                store.create(session(Records.key(), expired));
            }

            List<SessionHeader> swept = Sweeps.all(store, expired, SESSIONS);

            assertThat(swept).isEmpty();
            assertThat(store.delete(key, expired)).isFalse();
            assertThat(store.find(key)).isPresent();
        } finally {
            place.drop();
        }
    }

    private static SessionRecord session(SessionKey key, Instant expired) {
        return Records.record(key, expired, expired, null, Map.of("a", "1"));
    }
}
