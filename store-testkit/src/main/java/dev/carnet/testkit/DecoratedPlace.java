package dev.carnet.testkit;

import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionStore;
import java.io.IOException;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Another place, whose stores are opened with something around them: for the contract over a decorator.
 *
 * @param place the storage; closed with this one
 * @param decorator what is put around each store
 */
public record DecoratedPlace(StorePlace place, UnaryOperator<SessionStore> decorator) implements StorePlace {
    @Override
    public SessionStore open() {
        return decorator.apply(place.open());
    }

    @Override
    public Optional<String> read(SessionKey key) {
        return place.read(key);
    }

    @Override
    public boolean plant(SessionKey key, String json) {
        return place.plant(key, json);
    }

    @Override
    public boolean spoil(SessionKey key) {
        return place.spoil(key);
    }

    @Override
    public Litter litter() {
        return place.litter();
    }

    @Override
    public Optional<StallableStore> openStallable() throws Exception {
        return place.openStallable().map(line -> new DecoratedLine(line, decorator.apply(line.store())));
    }

    private record DecoratedLine(StallableStore line, SessionStore store) implements StallableStore {
        @Override
        public void holdNext(String text) {
            line.holdNext(text);
        }

        @Override
        public void deliver() throws Exception {
            line.deliver();
        }

        @Override
        public void close() throws IOException {
            line.close();
        }
    }

    @Override
    public boolean claimsSweeps() {
        return place.claimsSweeps();
    }

    @Override
    public boolean refuseClaims() {
        return place.refuseClaims();
    }

    @Override
    public int crowd() {
        return place.crowd();
    }

    @Override
    public void close() {
        place.close();
    }
}
