package dev.carnet.jdbc;

import dev.carnet.testkit.SessionStoreContract;
import dev.carnet.testkit.StorePlace;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A row takes its whole length there, so the server needs more room than usual. */
@EnabledIfSystemProperty(
        named = "carnet.test.full",
        matches = "true",
        disabledReason = "its table and its database have a contract each; -Pfull")
class MariaDbMemoryTableContractTest extends SessionStoreContract {
    @Override
    protected StorePlace newPlace() {
        return TestDatabase.mariaDb()
                .with("SET GLOBAL max_heap_table_size = 512 * 1024 * 1024")
                .with("CREATE TABLE sessions (id CHAR(40) PRIMARY KEY, session_data VARCHAR(60000),"
                        + " last_active TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP)"
                        + " ENGINE = MEMORY CHARACTER SET latin1 COLLATE latin1_bin")
                .place();
    }
}
