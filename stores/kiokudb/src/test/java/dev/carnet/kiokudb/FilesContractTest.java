package dev.carnet.kiokudb;

import dev.carnet.testkit.SessionStoreContract;
import dev.carnet.testkit.StorePlace;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FilesContractTest extends SessionStoreContract {
    @TempDir
    Path directory;

    @Override
    protected StorePlace newPlace() {
        FilesPlace place = new FilesPlace(directory);
        return new EntryPlace(place, place::open, () -> {});
    }
}
