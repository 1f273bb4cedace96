package dev.carnet.demo;

import dev.carnet.config.CarnetConfig;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.SessionStoreProvider;
import dev.carnet.spi.setup.Setting;
import dev.carnet.spi.setup.Settings;
import java.util.List;

/** {@code session: HandedIn}: a store that the test has made. */
public final class HandedInStoreProvider implements SessionStoreProvider {
    private static final Setting<SessionStore> STORE = Setting.handedIn("store", SessionStore.class);

    static CarnetConfig config(SessionStore store) {
        return CarnetConfig.builder().session("HandedIn").set("store", store).build();
    }

    @Override
    public String name() {
        return "HandedIn";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(STORE);
    }

    @Override
    public SessionStore open(Settings settings, SessionOptions options) {
        return settings.get(STORE);
    }
}
