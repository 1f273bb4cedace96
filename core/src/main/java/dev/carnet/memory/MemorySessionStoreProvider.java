package dev.carnet.memory;

import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.SessionStoreProvider;
import dev.carnet.spi.setup.Setting;
import dev.carnet.spi.setup.Settings;
import java.util.List;

/** {@code session: Memory}: no settings. */
public final class MemorySessionStoreProvider implements SessionStoreProvider {
    @Override
    public String name() {
        return "Memory";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of();
    }

    @Override
    public SessionStore open(Settings settings, SessionOptions options) {
        return new MemorySessionStore();
    }
}
