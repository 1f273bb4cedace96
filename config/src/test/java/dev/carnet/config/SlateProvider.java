package dev.carnet.config;

import dev.carnet.memory.MemorySessionStore;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.SessionStoreProvider;
import dev.carnet.spi.setup.Setting;
import dev.carnet.spi.setup.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code session: Slate}: an engine whose keys Dancer 1 kept at the top level, with a name of its own for the idle time. */
public final class SlateProvider implements SessionStoreProvider {
    static final Setting<String> HOST =
            Setting.text("slate_host").aliases("host").defaultsTo("localhost");
    static final Setting<Integer> PORT =
            Setting.integer("slate_port", 1, 65535).aliases("port").defaultsTo(27017);

    static final Setting<Duration> FADES_AFTER =
            Setting.duration("slate_fades_after").aliases("fades_after").defaultsTo(Duration.ofMinutes(15));

    @Override
    public String name() {
        return "Slate";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(HOST, PORT, FADES_AFTER);
    }

    @Override
    public Optional<Setting<Duration>> idleSetting() {
        return Optional.of(FADES_AFTER);
    }

    @Override
    public SessionStore open(Settings settings, SessionOptions options) {
        return new MemorySessionStore();
    }
}
