package dev.carnet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.jdbc.sql.Dialect;
import dev.carnet.jdbc.sql.PostgresDialect;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionStore;
import dev.carnet.testkit.Sweeps;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** PostgreSQL with a trigger that keeps every row, so that a DELETE succeeds and deletes nothing. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class JdbcUndeletableRowsTest {
    private static final int MORE_THAN_A_BATCH = 150;

    private final TestDatabase database = TestDatabase.postgres().initialised();

    static Stream<Arguments> dialects() {
        return Stream.of(
                Arguments.of(Named.of("a DELETE that returns rows", new PostgresDialect())),
                Arguments.of(Named.of("SELECT and DELETE", new Dialect())),
                Arguments.of(Named.of("SELECT SKIP LOCKED and DELETE", new Dialect() {
                    @Override
                    public String skipLocked() {
                        return " FOR UPDATE SKIP LOCKED";
                    }
                })));
    }

    @BeforeEach
    void keepEveryRow() {
        database.sql("CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'");
        database.sql("CREATE TRIGGER keep BEFORE DELETE ON sessions FOR EACH ROW EXECUTE FUNCTION keep()");
    }

    @AfterEach
    void drop() {
        database.drop();
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void a_sweep_ends_and_claims_nothing(Dialect dialect) {
        try (SessionStore store = store(dialect)) {
            IntStream.range(0, MORE_THAN_A_BATCH).forEach(i -> store.create(Given.session("k" + i, Given.NOW)));

            List<SessionHeader> swept = Sweeps.all(store, Given.NOW, 1000);

            assertThat(swept).isEmpty();
            assertThat(store.delete(new SessionKey("k0"), Given.NOW)).isFalse();
            assertThat(store.find(new SessionKey("k0"))).isPresent();
        }
    }

    private SessionStore store(Dialect dialect) {
        JdbcTable found = JdbcTable.look(database.dataSource(), JdbcOptions.DEFAULTS);
        JdbcTable table = new JdbcTable(
                dialect,
                found.name(),
                found.gap(),
                found.hasLastActive(),
                found.maxTextBytes(),
                found.maxPrincipalLength(),
                found.isDurable(),
                found.document());
        return new JdbcSessionStore(database.dataSource(), table, () -> {});
    }
}
