package dev.carnet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.UpdateResult;
import dev.carnet.testservers.TestServers;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A server that ends and comes back breaks every connection in the pool; the next request must not be told. */
class JdbcRestartTest {
    private interface Restart {
        void run() throws Exception;
    }

    @Test
    void sessions_are_read_and_written_after_mariadb_was_restarted() throws Exception {
        check(TestDatabase.mariaDb().initialised(), () -> TestServers.mariaDb().restart());
    }

    @Test
    void sessions_are_read_and_written_after_mariadb_was_restarted_under_mysqls_driver() throws Exception {
        check(
                TestDatabase.mariaDbThroughMySqlDriver().initialised(),
                () -> TestServers.mariaDb().restart());
    }

    @Test
    void sessions_are_read_and_written_after_postgresql_was_restarted() throws Exception {
        check(
                TestDatabase.postgres().initialised(),
                () -> TestServers.postgres().restart());
    }

    private static void check(TestDatabase database, Restart restart) throws Exception {
        SessionRecord session = Given.session("a");
        try (SessionStore store = database.open()) {
            store.create(session);
            borrowAtOnce(store.unwrap(HikariDataSource.class).orElseThrow(), 5);

            restart.run();

            assertThat(store.find(session.header().key())).contains(session);
            assertThat(store.update(Given.update(session, "n", "2"))).isEqualTo(UpdateResult.SAVED);
        } finally {
            database.drop();
        }
    }

    private static void borrowAtOnce(HikariDataSource pool, int count) throws Exception {
        List<Connection> borrowed = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            borrowed.add(pool.getConnection());
        }
        for (Connection each : borrowed) {
            each.close();
        }
    }
}
