package dev.carnet.mongodb;

import dev.carnet.encryption.EncryptionKeys;
import dev.carnet.encryption.EncryptionOptions;
import dev.carnet.testkit.DecoratedPlace;
import dev.carnet.testkit.SessionStoreContract;
import dev.carnet.testkit.StorePlace;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The contract over encrypted BSON values. */
@EnabledIfSystemProperty(
        named = "carnet.test.full",
        matches = "true",
        disabledReason = "the contract over encrypted values runs on Redis and in memory; -Pfull")
class EncryptedMongoContractTest extends SessionStoreContract {
    private static final EncryptionOptions ENCRYPTION = EncryptionOptions.of(
                    EncryptionKeys.of(EncryptionKeys.newKey(), List.of()))
            .hidingUsers()
            .acceptingPlain();

    @Override
    protected StorePlace newPlace() {
        return new DecoratedPlace(MongoTestDatabase.fresh().initialised(), ENCRYPTION::around);
    }
}
