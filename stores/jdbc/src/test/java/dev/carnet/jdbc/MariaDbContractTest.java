package dev.carnet.jdbc;

import dev.carnet.testkit.SessionStoreContract;
import dev.carnet.testkit.StorePlace;

class MariaDbContractTest extends SessionStoreContract {
    @Override
    protected StorePlace newPlace() {
        return TestDatabase.mariaDb().initialised().place();
    }
}
