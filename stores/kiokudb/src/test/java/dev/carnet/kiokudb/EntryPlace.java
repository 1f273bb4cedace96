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

        /** What can lie here that no backend elsewhere meets; gives how much. */
        default int litter() {
            return 0;
        }
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
    public Litter litter() {
        String session = "{\"__CLASS__\":\"Dancer::Session::KiokuDB\",\"__carnet\":{\"version\":\"1\",\"accessed\":"
                + "\"1970-01-01T00:00:00Z\",\"created\":\"1970-01-01T00:00:00Z\",\"expires\":\"1970-01-01T00:00:01Z\","
                + "\"handle\":\"s.odd\"},\"data\":{},\"id\":\"ID\",\"root\":true}";
        door.write("x".repeat(129), session);
        door.write("no-json", "?");
        door.write("no-number", session.replace("\"version\":\"1\"", "\"version\":\"one\""));
        door.write("no-time", session.replace("1970-01-01T00:00:01Z", "long ago"));
        int all = 4 + door.litter();
        return new Litter(all, all);
    }

    @Override
    public boolean claimsSweeps() {
        return true;
    }

    @Override
    public void close() {
        onClose.run();
    }
}
