package dev.carnet.mongodb;

import dev.carnet.testkit.SessionStoreContract;
import dev.carnet.testkit.StorePlace;

class MongoContractTest extends SessionStoreContract {
    @Override
    protected StorePlace newPlace() {
        return MongoTestDatabase.fresh().initialised();
    }
}
