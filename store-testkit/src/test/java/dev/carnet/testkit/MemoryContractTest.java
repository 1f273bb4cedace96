package dev.carnet.testkit;

import dev.carnet.memory.MemorySessionStore;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionStore;
import java.util.Optional;

class MemoryContractTest extends SessionStoreContract {
    @Override
    protected StorePlace newPlace() {
        MemorySessionStore store = new MemorySessionStore();
        return new StorePlace() {
            @Override
            public SessionStore open() {
                return store;
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
            public int crowd() {
                return 10_000;
            }

            @Override
            public void close() {
                store.close();
            }
        };
    }
}
