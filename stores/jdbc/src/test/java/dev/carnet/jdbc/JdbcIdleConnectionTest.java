package dev.carnet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.UpdateResult;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** A server that ends connections which nobody uses; whatever comes first after a quiet time must not be told. */
class JdbcIdleConnectionTest {
    private static final String MARIADB_ALIVE = "SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE ID = ";

    @Test
    void a_login_after_a_quiet_time_is_stored_on_mariadb() throws Exception {
        check(
                TestDatabase.mariaDb().initialised().with("&sessionVariables", "wait_timeout=1"),
                "SELECT CONNECTION_ID()",
                MARIADB_ALIVE);
    }

    @Test
    void a_login_after_a_quiet_time_is_stored_on_mariadb_through_mysqls_driver() throws Exception {
        check(
                TestDatabase.mariaDbThroughMySqlDriver().initialised().with("&sessionVariables", "wait_timeout=1"),
                "SELECT CONNECTION_ID()",
                MARIADB_ALIVE);
    }

    @Test
    void a_login_after_a_quiet_time_is_stored_on_postgresql() throws Exception {
        check(
                TestDatabase.postgres().initialised().with("&options", "-c%20idle_session_timeout=1000"),
                "SELECT pg_backend_pid()",
                "SELECT COUNT(*) FROM pg_stat_activity WHERE pid = ");
    }

    private static void check(TestDatabase database, String id, String alive) throws Exception {
        try (SessionStore store = database.open()) {
            store.create(Given.session("a"));
            awaitEnd(database, alive + connection(store, id));

            assertThat(store.create(Given.session("b"))).isTrue();

            awaitEnd(database, alive + connection(store, id));
            assertThat(store.update(Given.update(Given.session("a"), "n", "2"))).isEqualTo(UpdateResult.CONFLICT);
            assertThat(store.find(Given.session("b").header().key())).isPresent();
        } finally {
            database.drop();
        }
    }

    private static String connection(SessionStore store, String id) throws Exception {
        try (Connection connection =
                        store.unwrap(HikariDataSource.class).orElseThrow().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(id)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void awaitEnd(TestDatabase database, String alive) {
        while (!database.sql(alive).equals(List.of("0"))) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }
}
