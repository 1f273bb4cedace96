package dev.carnet.jdbc;

import dev.carnet.testkit.StorePlace;

/** With the limit of MariaDB: its usual collation overlooks case as well. */
class MySqlOriginalTableContractTest extends MariaDbOriginalTableContractTest {
    @Override
    protected StorePlace newPlace() {
        return TestDatabase.mySql().with(TestDatabase.ORIGINAL_TABLE).place();
    }
}
