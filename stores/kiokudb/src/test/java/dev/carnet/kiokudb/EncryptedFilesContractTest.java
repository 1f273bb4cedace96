package dev.carnet.kiokudb;

import dev.carnet.encryption.EncryptionKeys;
import dev.carnet.encryption.EncryptionOptions;
import dev.carnet.testkit.DecoratedPlace;
import dev.carnet.testkit.SessionStoreContract;
import dev.carnet.testkit.StorePlace;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The contract over encrypted entries. */
@EnabledIfSystemProperty(
        named = "carnet.test.full",
        matches = "true",
        disabledReason = "one store of each kind of encoding is enough in the short run")
class EncryptedFilesContractTest extends SessionStoreContract {
    private static final EncryptionOptions ENCRYPTION = EncryptionOptions.of(
                    EncryptionKeys.of(EncryptionKeys.newKey(), List.of()))
            .hidingUsers()
            .acceptingPlain();

    @TempDir
    Path directory;

    @Override
    protected StorePlace newPlace() {
        FilesPlace place = new FilesPlace(directory);
        return new DecoratedPlace(new EntryPlace(place, place::open, () -> {}), ENCRYPTION::around);
    }
}
