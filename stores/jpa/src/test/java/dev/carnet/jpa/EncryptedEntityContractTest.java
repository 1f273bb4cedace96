package dev.carnet.jpa;

import dev.carnet.encryption.EncryptionKeys;
import dev.carnet.encryption.EncryptionOptions;
import dev.carnet.testkit.DecoratedPlace;
import dev.carnet.testkit.StorePlace;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract over encrypted entities. */
@EnabledIfSystemProperty(
        named = "carnet.test.full",
        matches = "true",
        disabledReason = "the contract over encrypted values runs on Redis and in memory; -Pfull")
@ParameterizedClass
@MethodSource("combinations")
class EncryptedEntityContractTest extends EntityContract {
    private static final EncryptionOptions ENCRYPTION = EncryptionOptions.of(
                    EncryptionKeys.of(EncryptionKeys.newKey(), List.of()))
            .hidingUsers()
            .acceptingPlain();

    EncryptedEntityContractTest(Combination combination) {
        super(combination);
    }

    static List<Combination> combinations() {
        return Combination.ofContract(SessionKind.READY);
    }

    @Override
    protected StorePlace newPlace() {
        return new DecoratedPlace(super.newPlace(), ENCRYPTION::around);
    }
}
