package dev.carnet.jdbc;

import dev.carnet.testkit.StorePlace;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** With the limit of MariaDB: its usual collation overlooks case as well. */
@EnabledIfSystemProperty(
        named = "carnet.test.full",
        matches = "true",
        disabledReason = "its table and its database have a contract each; -Pfull")
class MySqlOriginalTableContractTest extends MariaDbOriginalTableContractTest {
    @Override
    protected StorePlace newPlace() {
        return TestDatabase.mySql().with(TestDatabase.ORIGINAL_TABLE).place();
    }
}
