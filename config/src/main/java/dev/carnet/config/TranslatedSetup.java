package dev.carnet.config;

import dev.carnet.error.ConfigurationException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.StoreSetup;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The setup of a store whose configuration was in a dialect: what that has to say comes after what the store says. */
final class TranslatedSetup implements StoreSetup {
    private final StoreSetup setup;
    private final Translation translation;
    private final Supplier<SessionStore> store;

    TranslatedSetup(StoreSetup setup, Translation translation, Supplier<SessionStore> store) {
        this.setup = setup;
        this.translation = translation;
        this.store = store;
    }

    /** A store that is not ready has no records to look at. */
    @Override
    public List<Finding> check() {
        List<Finding> findings = new ArrayList<>(setup.check());
        if (findings.stream().noneMatch(each -> each.level() == Level.ERROR)
                && setup.plan().isEmpty()) {
            try (SessionStore opened = store.get()) {
                findings.addAll(translation.check(opened));
            } catch (SessionStoreException | ConfigurationException e) {
                findings.add(new Finding(Level.WARNING, translation.dialect().key(), String.valueOf(e.getMessage())));
            }
        }
        return findings;
    }

    @Override
    public List<String> plan() {
        return setup.plan();
    }

    @Override
    public void apply() {
        setup.apply();
    }

    @Override
    public void close() {
        setup.close();
    }
}
