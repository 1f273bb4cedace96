package dev.carnet.benchmarks.contenders;

import dev.carnet.SessionEngine;
import dev.carnet.benchmarks.Payload;
import dev.carnet.options.SessionOptions;
import dev.carnet.servlet.SessionFilter;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.SessionStoreProvider;
import dev.carnet.spi.setup.Settings;
import jakarta.servlet.Filter;

/** Carnet with one of its stores, every option at its default. */
final class CarnetContender extends FilterContender {
    private final SessionStoreProvider provider;
    private final Settings settings;

    /** @param engine the store's name */
    CarnetContender(String engine, SessionStoreProvider provider, Settings settings) {
        super("Carnet " + engine);
        this.provider = provider;
        this.settings = settings;
    }

    /** The store, made ready to be used. */
    static SessionStore open(SessionStoreProvider provider, Settings settings) {
        provider.setup(settings, SessionOptions.DEFAULTS).apply();
        return provider.open(settings, SessionOptions.DEFAULTS);
    }

    @Override
    Filter filter(Payload payload) {
        SessionEngine engine = SessionEngine.builder(open(provider, settings)).build();
        return new OwningFilter(SessionFilter.builder(engine).build(), engine::close);
    }
}
