package dev.carnet.jdbc;

import dev.carnet.testkit.SessionStoreContract;
import dev.carnet.testkit.StorePlace;

class MySqlContractTest extends SessionStoreContract {
    @Override
    protected StorePlace newPlace() {
        return TestDatabase.mySql().initialised().place();
    }
}
