package dev.carnet.benchmarks.scale;

import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.SessionStoreProvider;
import dev.carnet.spi.setup.Setting;
import dev.carnet.spi.setup.Settings;
import dev.carnet.spi.setup.StoreSetup;
import java.util.Map;

/** Opens a provider's store, with all that {@code carnet init} would create. */
final class StoreFactory {
    private StoreFactory() {}

    static SessionStore open(SessionStoreProvider provider, Settings settings) {
        try (StoreSetup setup = provider.setup(settings, SessionOptions.DEFAULTS)) {
            setup.apply();
        }
        return provider.open(settings, SessionOptions.DEFAULTS);
    }

    /** @param values by the names of settings, as they would stand in a file */
    static SessionStore open(SessionStoreProvider provider, Map<String, Object> values) {
        Settings.Builder settings = Settings.builder(Object::toString);
        values.forEach((name, value) -> set(
                settings,
                provider.settings().stream()
                        .filter(each -> each.name().equals(name))
                        .findFirst()
                        .orElseThrow(),
                value));
        return open(provider, settings.build());
    }

    private static <T> void set(Settings.Builder settings, Setting<T> setting, Object value) {
        settings.set(setting, setting.read(value));
    }
}
