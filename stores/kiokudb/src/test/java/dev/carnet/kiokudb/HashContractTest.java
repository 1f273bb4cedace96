package dev.carnet.kiokudb;

import dev.carnet.spi.SessionStore;
import dev.carnet.testkit.SessionStoreContract;
import dev.carnet.testkit.StorePlace;
import java.util.List;
import java.util.Optional;

class HashContractTest extends SessionStoreContract {
    @Override
    protected StorePlace newPlace() {
        HashBackend backend = new HashBackend();
        SessionStore store = new KiokuDbSessionStore(backend);
        EntryPlace.Door door = new EntryPlace.Door() {
            @Override
            public Optional<String> read(String id) {
                return backend.get(List.of(id)).stream().map(Entry::json).findFirst();
            }

            @Override
            public void write(String id, String json) {
                backend.deleteAll(List.of(id));
                backend.insert(new Entry(id, json, SessionEntry.TYPE, true));
            }
        };
        return new EntryPlace(door, () -> store, () -> {});
    }
}
