package dev.carnet.kiokudb;

import dev.carnet.testkit.SessionStoreContract;
import dev.carnet.testkit.StorePlace;

class DbiPostgresContractTest extends SessionStoreContract {
    @Override
    protected StorePlace newPlace() {
        return DbiPlace.postgres().place();
    }
}
