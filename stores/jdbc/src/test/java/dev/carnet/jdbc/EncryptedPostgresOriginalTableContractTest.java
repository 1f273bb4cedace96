package dev.carnet.jdbc;

import dev.carnet.encryption.EncryptionKeys;
import dev.carnet.encryption.EncryptionOptions;
import dev.carnet.testkit.DecoratedPlace;
import dev.carnet.testkit.SessionStoreContract;
import dev.carnet.testkit.StorePlace;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The contract over encrypted values in the table of two columns. */
@EnabledIfSystemProperty(
        named = "carnet.test.full",
        matches = "true",
        disabledReason = "one store of each kind of encoding is enough in the short run")
class EncryptedPostgresOriginalTableContractTest extends SessionStoreContract {
    private static final EncryptionOptions ENCRYPTION = EncryptionOptions.of(
                    EncryptionKeys.of(EncryptionKeys.newKey(), List.of()))
            .hidingUsers()
            .acceptingPlain();

    @Override
    protected StorePlace newPlace() {
        return new DecoratedPlace(
                TestDatabase.postgres().with(TestDatabase.ORIGINAL_TABLE).place(), ENCRYPTION::around);
    }
}
