package dev.carnet.testkit;

import dev.carnet.memory.MemorySessionStore;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.decorate.ForwardingSessionStore;
import java.util.Optional;

/** The contract over a store with a decorator around it, which must not show. */
class DecoratedContractTest extends SessionStoreContract {
    private static final class Decorator extends ForwardingSessionStore {
        Decorator(SessionStore store) {
            super(store);
        }
    }

    @Override
    protected StorePlace newPlace() {
        MemorySessionStore store = new MemorySessionStore();
        return new StorePlace() {
            @Override
            public SessionStore open() {
                return new Decorator(store);
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
