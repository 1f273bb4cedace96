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

    /**
     * Leaves among the sessions what is none and cannot be read as one, of every kind that a program or a hand gone astray can
     * leave here: keys that are too long, values of another type or shape, files that belong elsewhere. Each says that it
     * expired long ago, as far as it says anything. Called once.
     *
     * @return how many records that are, {@link Litter#NONE} if there can be none
     */
    Litter litter();

    /**
     * How many records an operator's work passes over.
     *
     * @param byScan those that a scan of all sessions without attributes has to count
     * @param bySweep those that a sweep has to count, which looks only at what may have expired
     */
    record Litter(int byScan, int bySweep) {
        public static final Litter NONE = new Litter(0, 0);
    }

    /**
     * Opens a store whose writes can be held on their way; by default whole calls are held. A store that goes by time has
     * its requests held instead.
     *
     * @return empty if there is no such way here
     */
    default Optional<StallableStore> openStallable() throws Exception {
        return Optional.of(new DelayedCalls(open()));
    }

    /**
     * How many sessions the contract gives one user, at least 501, which is more than a page: 10,000 where the system property
     * {@code carnet.test.full} is true, else fewer, since many storages take long for so many.
     */
    default int crowd() {
        return Boolean.getBoolean("carnet.test.full") ? 10_000 : 600;
    }

    /** Whether of several processes that share this storage one sweeps at a time: see {@link SessionStore#claimSweep}. */
    default boolean claimsSweeps() {
        return false;
    }

    /**
     * Makes the storage refuse whatever says which process sweeps, until it is removed. Returns false if it cannot. The contract
     * expects the warning on {@linkplain StandardError standard error}.
     */
    default boolean refuseClaims() {
        return false;
    }

    /** Removes the storage. */
    @Override
    void close();
}
