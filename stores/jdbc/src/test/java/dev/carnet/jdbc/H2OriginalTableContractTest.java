package dev.carnet.jdbc;

import dev.carnet.testkit.SessionStoreContract;
import dev.carnet.testkit.StorePlace;
import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

@EnabledIfSystemProperty(
        named = "carnet.test.full",
        matches = "true",
        disabledReason = "its table and its database have a contract each; -Pfull")
class H2OriginalTableContractTest extends SessionStoreContract {
    @TempDir
    Path directory;

    @Override
    protected StorePlace newPlace() {
        return TestDatabase.h2(directory).with(TestDatabase.ORIGINAL_TABLE).place();
    }
}
