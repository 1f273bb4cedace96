package dev.carnet.mongodb;

import dev.carnet.testkit.SessionStoreContract;
import dev.carnet.testkit.StorePlace;

/** Attributes beside {@code _id}, and ObjectIds among the keys that are there. */
class MongoTopLevelContractTest extends SessionStoreContract {
    @Override
    protected StorePlace newPlace() {
        return TestDatabase.fresh(Layout.TOP_LEVEL, true).initialised();
    }
}
