package dev.carnet.jdbc;

import dev.carnet.testkit.SessionStoreContract;
import dev.carnet.testkit.StorePlace;

class MySqlDriverContractTest extends SessionStoreContract {
    @Override
    protected StorePlace newPlace() {
        return TestDatabase.mariaDbThroughMySqlDriver().initialised().place();
    }
}
