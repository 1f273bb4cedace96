package dev.carnet.testkit;

import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionStore;
import java.util.Optional;

/** An empty storage for one test, and a door to it that does not lead through the store under test. */
public interface StorePlace extends AutoCloseable {
    /**
     * A store on this storage; each call opens another, as another process would. A store that is not shared gives the same
     * one again.
     */
    SessionStore open();

    /** Everything that is stored under a key, as text; empty if nothing is. */
    Optional<String> read(SessionKey key);

    /**
     * Writes what another application would: these attributes and none of our bookkeeping.
     *
     * @param json one JSON object, to be stored as it stands where the storage keeps text
     * @return false if nobody else can write here
     */
    boolean plant(SessionKey key, String json);

    /**
     * Spoils the whole record under a key.
     *
     * @return false if that cannot happen here
     */
    boolean spoil(SessionKey key);

    /** Removes the storage. */
    @Override
    void close();
}
