package dev.carnet.kiokudb;

import dev.carnet.testkit.SessionStoreContract;
import dev.carnet.testkit.StorePlace;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(
        named = "carnet.test.full",
        matches = "true",
        disabledReason = "its backend has tests of its own; -Pfull")
class MongoDbContractTest extends SessionStoreContract {
    @Override
    protected StorePlace newPlace() {
        return MongoDbPlace.fresh().place();
    }
}
