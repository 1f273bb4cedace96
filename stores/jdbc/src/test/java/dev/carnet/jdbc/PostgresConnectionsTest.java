package dev.carnet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.spi.setup.StoreSetup;
import dev.carnet.spi.setup.StoreSetup.Finding;
import dev.carnet.spi.setup.StoreSetup.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whether a check tells how many connections PostgreSQL has left. */
class PostgresConnectionsTest {
    private final TestDatabase database = TestDatabase.postgres().initialised();
    private final List<Connection> open = new ArrayList<>();

    @AfterEach
    void drop() throws SQLException {
        for (Connection each : open) {
            each.close();
        }
        database.drop();
    }

    private Finding connections() {
        try (StoreSetup setup = database.setup()) {
            return setup.check().stream()
                    .filter(each -> each.subject().equals("connections"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void a_server_with_connections_left_is_fine_and_one_that_is_nearly_full_is_told() throws SQLException {
        int most = Integer.parseInt(database.sql("SHOW max_connections").get(0));
        Finding calm = connections();
        assertThat(calm.level()).isEqualTo(Level.OK);
        assertThat(calm.text()).contains("the server accepts " + most).contains("pool_size");

        for (int i = 0; i < most * 9 / 10; i++) {
            open.add(database.dataSource().getConnection());
        }

        Finding crowded = connections();
        assertThat(crowded.level()).isEqualTo(Level.WARNING);
        assertThat(crowded.text()).contains("lower pool_size");
    }
}
