package dev.carnet.fallback;

import dev.carnet.memory.MemorySessionStore;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionStore;
import dev.carnet.testkit.Records;
import dev.carnet.testkit.StorePlace;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Two storages on the heap, one behind the other; other applications write to the old one. */
final class TwoStores implements StorePlace {
    final MemorySessionStore main = new MemorySessionStore();
    final MemorySessionStore old = new MemorySessionStore();
    private final Function<TwoStores, SessionStore> opener;

    TwoStores(Function<TwoStores, SessionStore> opener) {
        this.opener = opener;
    }

    FallbackSessionStore moving() {
        return FallbackSessionStore.moving(main, old, same -> same);
    }

    @Override
    public SessionStore open() {
        return opener.apply(this);
    }

    @Override
    public Optional<String> read(SessionKey key) {
        return Stream.of(main, old)
                .flatMap(store -> store.find(key).stream())
                .map(found -> key.value() + found.header() + found.attributes())
                .findFirst();
    }

    @Override
    public boolean plant(SessionKey key, String json) {
        return old.create(Records.foreign(key, json));
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
        main.close();
        old.close();
    }
}
