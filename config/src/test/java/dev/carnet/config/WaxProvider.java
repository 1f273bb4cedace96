package dev.carnet.config;

import dev.carnet.memory.MemorySessionStore;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.SessionStoreProvider;
import dev.carnet.spi.setup.Setting;
import dev.carnet.spi.setup.Settings;
import java.util.List;

/** {@code session: Wax} or {@code session: Tablet}: an engine of two names. */
public final class WaxProvider implements SessionStoreProvider {
    static final Setting<Integer> MELTS_AT = Setting.integer("melts_at", 40, 80).defaultsTo(62);

    @Override
    public String name() {
        return "Wax";
    }

    @Override
    public List<String> aliases() {
        return List.of("Tablet");
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(MELTS_AT);
    }

    @Override
    public SessionStore open(Settings settings, SessionOptions options) {
        return new MemorySessionStore();
    }
}
