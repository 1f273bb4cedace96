package com.example.sessions;

import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.document.Document;
import dev.carnet.testkit.Records;
import dev.carnet.testkit.SessionStoreContract;
import dev.carnet.testkit.StorePlace;
import java.util.Optional;

class MapSessionStoreTest extends SessionStoreContract {
    @Override
    protected StorePlace newPlace() {
        MapSessionStore store = new MapSessionStore();
        return new StorePlace() {
            @Override
            public SessionStore open() {
                return store;
            }

            @Override
            public Optional<String> read(SessionKey key) {
                return store.get(key);
            }

            @Override
            public boolean plant(SessionKey key, String json) {
                return store.insert(new Document(Records.foreign(key, json).header(), json));
            }

            @Override
            public boolean spoil(SessionKey key) {
                return store.delete(key, null)
                        && store.insert(new Document(Records.foreign(key, "{}").header(), "no JSON"));
            }

            @Override
            public Litter litter() {
                SessionKey key = Records.key();
                store.insert(new Document(Records.foreign(key, "{}").header(), "no JSON"));
                return new Litter(1, 1);
            }

            @Override
            public void close() {
                store.close();
            }
        };
    }
}
