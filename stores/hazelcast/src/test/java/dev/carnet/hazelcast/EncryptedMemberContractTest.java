package dev.carnet.hazelcast;

import com.hazelcast.core.HazelcastInstance;
import dev.carnet.encryption.EncryptionKeys;
import dev.carnet.encryption.EncryptionOptions;
import dev.carnet.testkit.DecoratedPlace;
import dev.carnet.testkit.SessionStoreContract;
import dev.carnet.testkit.StorePlace;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The contract over an encrypted map. */
@EnabledIfSystemProperty(
        named = "carnet.test.full",
        matches = "true",
        disabledReason = "one store of each kind of encoding is enough in the short run")
class EncryptedMemberContractTest extends SessionStoreContract {
    private static final EncryptionOptions ENCRYPTION = EncryptionOptions.of(
                    EncryptionKeys.of(EncryptionKeys.newKey(), List.of()))
            .hidingUsers()
            .acceptingPlain();

    private static final Members MEMBERS = new Members("contract-encrypted", config -> {});
    private static HazelcastInstance member;

    @BeforeAll
    static void start() {
        member = MEMBERS.start();
    }

    @AfterAll
    static void stop() {
        MEMBERS.close();
    }

    @Override
    protected StorePlace newPlace() {
        return new DecoratedPlace(new MapPlace(List.of(member)), ENCRYPTION::around);
    }
}
