package dev.carnet.jdbc;

import dev.carnet.testkit.SessionStoreContract;
import dev.carnet.testkit.StorePlace;

class PostgresOriginalTableContractTest extends SessionStoreContract {
    @Override
    protected StorePlace newPlace() {
        return TestDatabase.postgres().with(TestDatabase.ORIGINAL_TABLE).place();
    }
}
