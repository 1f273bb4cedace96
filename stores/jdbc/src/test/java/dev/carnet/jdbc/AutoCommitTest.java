package dev.carnet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.UpdateResult;
import dev.carnet.testkit.Sweeps;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A pool of the application's own, handed in with auto-commit off. */
class AutoCommitTest {
    static Stream<Arguments> tables() {
        Supplier<TestDatabase> mariaDb = () -> TestDatabase.mariaDb().initialised();
        Supplier<TestDatabase> original = () -> TestDatabase.mariaDb().with(TestDatabase.ORIGINAL_TABLE);
        Supplier<TestDatabase> postgres = () -> TestDatabase.postgres().initialised();
        return Stream.of(
                Arguments.of(Named.of("MariaDB", mariaDb)),
                Arguments.of(Named.of("MariaDB, two columns", original)),
                Arguments.of(Named.of("PostgreSQL", postgres)));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void what_is_written_is_committed(Supplier<TestDatabase> table) {
        TestDatabase database = table.get();
        try (HikariDataSource pool = new HikariDataSource();
                SessionStore other = database.open()) {
            pool.setJdbcUrl(database.url());
            pool.setAutoCommit(false);
            SessionStore store = database.open(pool);
            SessionRecord session = Given.session("a");

            assertThat(store.create(session)).isTrue();
            assertThat(other.find(session.header().key())).contains(session);
            assertThat(store.create(session)).isFalse();
            assertThat(store.update(Given.update(session, "n", "2"))).isEqualTo(UpdateResult.SAVED);
            assertThat(other.find(session.header().key())
                            .orElseThrow()
                            .attributes()
                            .get("n")
                            .text())
                    .isEqualTo("2");
            assertThat(Sweeps.all(store, SessionHeader.NEVER, 10)).hasSize(1);
            assertThat(other.find(session.header().key())).isEmpty();
        } finally {
            database.drop();
        }
    }
}
