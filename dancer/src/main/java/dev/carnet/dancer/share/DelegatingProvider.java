package dev.carnet.dancer.share;

import dev.carnet.spi.setup.SessionStoreProvider;
import dev.carnet.spi.setup.Setting;
import dev.carnet.spi.setup.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The settings of another engine, on the way to another store. */
abstract class DelegatingProvider implements SessionStoreProvider {
    private final SessionStoreProvider chosen;

    DelegatingProvider(SessionStoreProvider chosen) {
        this.chosen = chosen;
    }

    final SessionStoreProvider chosen() {
        return chosen;
    }

    @Override
    public String name() {
        return chosen.name();
    }

    @Override
    public List<String> aliases() {
        return chosen.aliases();
    }

    @Override
    public List<Setting<?>> settings() {
        return chosen.settings();
    }

    @Override
    public Optional<String> dancerGroup() {
        return chosen.dancerGroup();
    }

    @Override
    public Optional<Setting<Duration>> idleSetting() {
        return chosen.idleSetting();
    }

    @Override
    public void check(Settings settings) {
        chosen.check(settings);
    }
}
