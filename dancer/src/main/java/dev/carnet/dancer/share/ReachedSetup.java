package dev.carnet.dancer.share;

import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.StoreSetup;
import java.util.List;
import java.util.function.Supplier;

/** The place of a store that a Perl application has set up: there is nothing to make, only to be reached. */
final class ReachedSetup implements StoreSetup {
    private final Supplier<SessionStore> store;

    ReachedSetup(Supplier<SessionStore> store) {
        this.store = store;
    }

    @Override
    public List<Finding> check() {
        try (SessionStore opened = store.get()) {
            String engine = opened.traits().name();
            return List.of(
                    new Finding(Level.OK, "dancer", "the Perl application's sessions of " + engine + " are reached"));
        }
    }

    @Override
    public List<String> plan() {
        return List.of();
    }

    @Override
    public void apply() {}

    @Override
    public void close() {}
}
