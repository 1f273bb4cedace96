package dev.carnet.jdbc;

import dev.carnet.testkit.SessionStoreContract;
import dev.carnet.testkit.StorePlace;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(
        named = "carnet.test.full",
        matches = "true",
        disabledReason = "the contract on the original table runs on SQLite; -Pfull")
class PostgresOriginalTableContractTest extends SessionStoreContract {
    @Override
    protected StorePlace newPlace() {
        return TestDatabase.postgres().with(TestDatabase.ORIGINAL_TABLE).place();
    }
}
