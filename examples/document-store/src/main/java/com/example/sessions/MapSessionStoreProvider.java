package com.example.sessions;

import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.SessionStoreProvider;
import dev.carnet.spi.setup.Setting;
import dev.carnet.spi.setup.Settings;
import java.util.List;

/** {@code session: Map}. */
public final class MapSessionStoreProvider implements SessionStoreProvider {
    @Override
    public String name() {
        return "Map";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of();
    }

    @Override
    public SessionStore open(Settings settings, SessionOptions options) {
        return new MapSessionStore();
    }
}
