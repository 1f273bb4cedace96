package dev.carnet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What the server itself says it was asked: one statement for each operation, and nothing else. Left out is what a new
 * connection asks once, statements that it prepares among it.
 */
class JdbcRoundTripsTest {
    private static final Instant LATER = Given.NOW.plusSeconds(60);
    private static final String[] ONE_EACH = {"INSERT", "SELECT", "UPDATE", "UPDATE", "SELECT", "DELETE"};

    /** New, read, touch, change, read, end. */
    private static void work(SessionStore store) {
        SessionRecord session = Given.session("a");
        SessionKey key = session.header().key();
        store.create(session);
        SessionRecord read = store.find(key).orElseThrow();
        assertThat(store.touch(key, session.header().version(), LATER, SessionHeader.NEVER))
                .isTrue();
        SessionRecord touched =
                new SessionRecord(read.header().accessed(LATER, SessionHeader.NEVER), read.attributes());
        store.update(Given.update(touched, "n", "2"));
        assertThat(store.find(key).orElseThrow().attributes().get("n").text()).isEqualTo("2");
        assertThat(store.delete(key, null)).isTrue();
    }

    @Test
    void mariadb_is_asked_once_for_each_operation() throws Exception {
        mariaDb(TestDatabase.mariaDb().initialised());
        mariaDb(TestDatabase.mariaDb().with(TestDatabase.ORIGINAL_TABLE));
    }

    @Test
    void mariadb_is_asked_once_for_each_operation_through_mysqls_driver() throws Exception {
        mariaDb(TestDatabase.mariaDbThroughMySqlDriver().initialised());
        mariaDb(TestDatabase.mariaDbThroughMySqlDriver().with(TestDatabase.ORIGINAL_TABLE));
    }

    /** The general log tells connections apart; the store's has a pool of one. */
    private static void mariaDb(TestDatabase database) throws Exception {
        database.sql("SET GLOBAL log_output = 'TABLE'");
        try (SessionStore store = new DbiProvider()
                .open(database.settings().set(DbiProvider.POOL_SIZE, 1).build(), SessionOptions.DEFAULTS)) {
            String connection = first(store, "SELECT CONNECTION_ID()");
            work(store);
            database.sql("TRUNCATE mysql.general_log");
            database.sql("SET GLOBAL general_log = ON");

            work(store);

            database.sql("SET GLOBAL general_log = OFF");
            List<String> asked =
                    database.sql("SELECT SUBSTRING(argument, 1, 6) FROM mysql.general_log WHERE thread_id = "
                            + connection + " ORDER BY event_time");
            assertThat(asked).containsExactly(ONE_EACH);
        } finally {
            database.sql("SET GLOBAL general_log = OFF");
            database.drop();
        }
    }

    @Test
    void postgresql_is_asked_once_for_each_operation() throws Exception {
        postgres(TestDatabase.postgres().initialised());
        postgres(TestDatabase.postgres().with(TestDatabase.ORIGINAL_TABLE));
    }

    /** The statistics count what was asked by everybody, COMMIT too. */
    private static void postgres(TestDatabase database) throws Exception {
        database.sql("CREATE EXTENSION IF NOT EXISTS pg_stat_statements SCHEMA public");
        try (SessionStore store = database.open()) {
            store.find(new SessionKey("a"));
            database.sql("SELECT public.pg_stat_statements_reset()");

            work(store);

            List<String> asked = database.sql("SELECT calls || ' ' || query FROM public.pg_stat_statements"
                    + " WHERE query NOT LIKE '%pg_stat_statements%' AND query NOT LIKE 'SET extra_float_digits%'"
                    + " AND query NOT LIKE 'SET application_name%' AND query <> 'show transaction_read_only'");
            assertThat(asked).allMatch(each -> each.contains("sessions"));
            assertThat(asked.stream()
                            .mapToInt(each -> Integer.parseInt(each.substring(0, each.indexOf(' '))))
                            .sum())
                    .as(asked::toString)
                    .isEqualTo(ONE_EACH.length);
        } finally {
            database.drop();
        }
    }

    private static String first(SessionStore store, String query) throws Exception {
        try (Connection connection =
                        store.unwrap(HikariDataSource.class).orElseThrow().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
