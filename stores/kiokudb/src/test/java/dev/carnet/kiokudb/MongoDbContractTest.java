package dev.carnet.kiokudb;

import dev.carnet.testkit.SessionStoreContract;
import dev.carnet.testkit.StorePlace;

class MongoDbContractTest extends SessionStoreContract {
    @Override
    protected StorePlace newPlace() {
        return MongoDbPlace.fresh().place();
    }
}
