package dev.carnet.kiokudb;

import dev.carnet.testkit.SessionStoreContract;
import dev.carnet.testkit.StorePlace;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(
        named = "carnet.test.full",
        matches = "true",
        disabledReason = "the contract runs on SQLite; -Pfull")
class DbiMariaDbContractTest extends SessionStoreContract {
    @Override
    protected StorePlace newPlace() {
        return DbiPlace.mariaDb().place();
    }
}
