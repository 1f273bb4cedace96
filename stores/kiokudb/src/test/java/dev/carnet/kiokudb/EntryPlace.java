package dev.carnet.kiokudb;

import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionStore;
import dev.carnet.testkit.StorePlace;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Entries as the contract sees them.
 *
 * @param door to the entries past backend and store
 * @param opening opens another store on them
 * @param onClose removes the storage
 */
record EntryPlace(Door door, Supplier<SessionStore> opening, Runnable onClose) implements StorePlace {
    /** The JSON of single entries. */
    interface Door {
        Optional<String> read(String id);

        void write(String id, String json);
    }

    @Override
    public SessionStore open() {
        return opening.get();
    }

    @Override
    public Optional<String> read(SessionKey key) {
        return door.read(key.value());
    }

    /** As Perl does, which tells nobody what the values are. */
    @Override
    public boolean plant(SessionKey key, String json) {
        door.write(
                key.value(),
                "{\"__CLASS__\":\"Dancer::Session::KiokuDB\",\"data\":" + json + ",\"id\":\"" + key.value()
                        + "\",\"root\":true}");
        return true;
    }

    @Override
    public boolean spoil(SessionKey key) {
        door.write(key.value(), "{\"__CLASS__\":\"Dancer::Session::KiokuDB\",\"data\":{\"a\":1");
        return true;
    }

    @Override
    public void close() {
        onClose.run();
    }
}
