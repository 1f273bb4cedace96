package dev.carnet.kiokudb;

import dev.carnet.testkit.SessionStoreContract;
import dev.carnet.testkit.StorePlace;

class DbiMariaDbContractTest extends SessionStoreContract {
    @Override
    protected StorePlace newPlace() {
        return DbiPlace.mariaDb().place();
    }
}
