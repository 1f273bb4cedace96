package dev.carnet.jdbc;

import dev.carnet.encryption.EncryptionKeys;
import dev.carnet.encryption.EncryptionOptions;
import dev.carnet.testkit.DecoratedPlace;
import dev.carnet.testkit.SessionStoreContract;
import dev.carnet.testkit.StorePlace;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The contract over encrypted rows. */
@EnabledIfSystemProperty(
        named = "carnet.test.full",
        matches = "true",
        disabledReason = "the contract over encrypted values runs on Redis and in memory; -Pfull")
class EncryptedSqliteContractTest extends SessionStoreContract {
    private static final EncryptionOptions ENCRYPTION = EncryptionOptions.of(
                    EncryptionKeys.of(EncryptionKeys.newKey(), List.of()))
            .hidingUsers()
            .acceptingPlain();

    @TempDir
    Path directory;

    @Override
    protected StorePlace newPlace() {
        SqlitePlace place = new SqlitePlace(directory.resolve("carnet.db")).initialised();
        return new DecoratedPlace(new TablePlace(place.dataSource(), place::open, () -> {}), ENCRYPTION::around);
    }
}
