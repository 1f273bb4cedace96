package dev.carnet.jdbc;

import dev.carnet.testkit.SessionStoreContract;
import dev.carnet.testkit.StorePlace;

class PostgresContractTest extends SessionStoreContract {
    @Override
    protected StorePlace newPlace() {
        return TestDatabase.postgres().initialised().place();
    }
}
