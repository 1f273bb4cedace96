package dev.carnet.testkit;

import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionStore;
import java.util.Optional;
import java.util.stream.Stream;

/** Two storages, one behind the other, for the contract over a store that joins them. Nothing can be spoiled in either. */
public abstract class StorePair implements StorePlace {
    private final SessionStore front;
    private final SessionStore behind;

    /**
     * @param front a store on the storage of new sessions; both are closed with the place
     * @param behind a store on the other storage
     */
    protected StorePair(SessionStore front, SessionStore behind) {
        this.front = front;
        this.behind = behind;
    }

    protected final SessionStore front() {
        return front;
    }

    protected final SessionStore behind() {
        return behind;
    }

    @Override
    public Optional<String> read(SessionKey key) {
        return Stream.of(front, behind)
                .flatMap(store -> store.find(key).stream())
                .map(found -> key.value() + found.header() + found.attributes())
                .findFirst();
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
        front.close();
        behind.close();
    }
}
