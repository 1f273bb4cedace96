package dev.carnet.metrics;

import dev.carnet.memory.MemorySessionStore;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionStore;
import dev.carnet.testkit.Records;
import dev.carnet.testkit.SessionStoreContract;
import dev.carnet.testkit.StorePlace;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Optional;

class MeteredContractTest extends SessionStoreContract {
    @Override
    protected StorePlace newPlace() {
        MemorySessionStore store = new MemorySessionStore();
        SessionMeters meters = new SessionMeters(new SimpleMeterRegistry());
        return new StorePlace() {
            @Override
            public SessionStore open() {
                return meters.around(store);
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
