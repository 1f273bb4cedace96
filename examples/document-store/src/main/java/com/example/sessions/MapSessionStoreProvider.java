package com.example.sessions;

import dev.carnet.SessionOptions;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.SessionStoreProvider;
import dev.carnet.spi.Setting;
import dev.carnet.spi.Settings;
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
