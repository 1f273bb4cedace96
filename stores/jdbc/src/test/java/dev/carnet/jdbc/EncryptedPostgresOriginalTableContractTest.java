package dev.carnet.jdbc;

import dev.carnet.encryption.EncryptionKeys;
import dev.carnet.encryption.EncryptionOptions;
import dev.carnet.testkit.DecoratedPlace;
import dev.carnet.testkit.SessionStoreContract;
import dev.carnet.testkit.StorePlace;
import java.util.List;

/** The contract over encrypted values in the table of two columns, whose writes compare the whole stored text. */
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
