package dev.carnet.kiokudb;

import dev.carnet.testkit.SessionStoreContract;
import dev.carnet.testkit.StorePlace;
import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

@EnabledIfSystemProperty(
        named = "carnet.test.full",
        matches = "true",
        disabledReason = "the contract runs on SQLite; -Pfull")
class DbiH2ContractTest extends SessionStoreContract {
    @TempDir
    Path directory;

    @Override
    protected StorePlace newPlace() {
        return DbiPlace.h2(directory).place();
    }
}
