package dev.carnet.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.carnet.error.SessionStoreException;
import dev.carnet.jpa.database.ReadyTable;
import dev.carnet.spi.SessionRecord;
import dev.carnet.testkit.Records;
import dev.carnet.testservers.FreshDatabase;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** After a failover the connections of the application's pool lead to the old primary, which answers and accepts no writes. */
class JpaFailoverTest {
    private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
    private static final int CONNECTIONS = 3;

    /** Longer than the shortest time between two connections that are given up. */
    private static final long PAUSE_MILLIS = 150;

    private static SessionRecord session() {
        return Records.record(NOW, "ada", Map.of("n", "1"));
    }

    /** Every connection that is open leads to a server that has been demoted; new ones do not. */
    private static void demote(HikariDataSource pool) throws Exception {
        List<Connection> all = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            Connection each = pool.getConnection();
            each.createStatement().execute("SET default_transaction_read_only = on");
            all.add(each);
        }
        for (Connection each : all) {
            each.close();
        }
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void a_pool_leaves_the_old_primary(Provider provider) throws Exception {
        FreshDatabase database = FreshDatabase.postgres();
        ReadyTable.statements("PostgreSQL").forEach(database::sql);
        try (HikariDataSource pool = Provider.pool(database.url());
                EntityManagerFactory unit = provider.open(pool, SessionKind.READY.type())) {
            JpaSessionStore store = JpaSessionStore.open(unit, SessionKind.READY.options());
            SessionRecord before = session();
            store.create(before);
            demote(pool);

            int refused = 0;
            for (int i = 0; i < 3 * CONNECTIONS; i++) {
                try {
                    store.create(session());
                } catch (SessionStoreException e) {
                    assertThat(e).hasMessageContaining("accepts no writes");
                    refused++;
                    Thread.sleep(PAUSE_MILLIS);
                }
            }

            assertThat(refused).isBetween(1, CONNECTIONS);
            assertThat(store.find(before.header().key())).contains(before);
        } finally {
            database.drop();
        }
    }
}
