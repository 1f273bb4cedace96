package dev.carnet.mongodb;

import dev.carnet.testkit.SessionStoreContract;
import dev.carnet.testkit.StorePlace;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Attributes beside {@code _id}, and ObjectIds among the keys that are there. */
@EnabledIfSystemProperty(
        named = "carnet.test.full",
        matches = "true",
        disabledReason = "the contract runs on the usual layout; -Pfull")
class MongoTopLevelContractTest extends SessionStoreContract {
    @Override
    protected StorePlace newPlace() {
        return MongoTestDatabase.fresh(Layout.TOP_LEVEL, true).initialised();
    }
}
