package dev.carnet.encryption;

import dev.carnet.memory.MemorySessionStore;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionStore;
import dev.carnet.testkit.Records;
import dev.carnet.testkit.SessionStoreContract;
import dev.carnet.testkit.StorePlace;
import java.util.List;
import java.util.Optional;

/** The contract over an encrypted store: nothing of the encryption shows above it. */
class EncryptedContractTest extends SessionStoreContract {
    @Override
    protected StorePlace newPlace() {
        MemorySessionStore store = new MemorySessionStore();
        EncryptionOptions options = EncryptionOptions.of(EncryptionKeys.of(EncryptionKeys.newKey(), List.of()))
                .hidingUsers()
                .acceptingPlain();
        return new StorePlace() {
            @Override
            public SessionStore open() {
                return options.around(store);
            }

            @Override
            public Optional<String> read(SessionKey key) {
                return store.find(key).map(found -> key.value() + found.header() + found.attributes());
            }

            @Override
            public boolean plant(SessionKey key, String json) {
                return store.create(Records.foreign(key, json));
            }

            @Override
            public boolean spoil(SessionKey key) {
                return false;
            }

            @Override
            public Litter litter() {
                return Litter.NONE;
            }

            @Override
            public void close() {
                store.close();
            }
        };
    }
}
