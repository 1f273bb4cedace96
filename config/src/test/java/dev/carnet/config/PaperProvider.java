package dev.carnet.config;

import dev.carnet.memory.MemorySessionStore;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.SessionStoreProvider;
import dev.carnet.spi.setup.Setting;
import dev.carnet.spi.setup.Settings;
import dev.carnet.spi.setup.StoreSetup;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code session: Paper}: an engine with a setting of every kind, and a group in Dancer 1's style. */
public final class PaperProvider implements SessionStoreProvider {
    enum Format {
        FOLIO,
        QUARTO,
        OCTAVO
    }

    static final Setting<String> SHELF =
            Setting.text("shelf").aliases("rack").required().describedAs("where the books stand");
    static final Setting<String> USER = Setting.text("user");
    static final Setting<String> PASSWORD = Setting.secret("password");
    static final Setting<Integer> PAGES = Setting.integer("pages", 1, 1000).defaultsTo(100);
    static final Setting<Boolean> RULED = Setting.flag("ruled").defaultsTo(false);
    static final Setting<Duration> DRYING_TIME = Setting.duration("drying_time").defaultsTo(Duration.ofSeconds(15));
    static final Setting<Format> FORMAT = Setting.choice("format", Format.class).defaultsTo(Format.QUARTO);
    static final Setting<List<String>> AUTHORS = Setting.list("authors");
    static final Setting<Map<?, ?>> BINDING = Setting.group("binding");
    static final Setting<SessionStore> STORE = Setting.handedIn("store", SessionStore.class);

    @Override
    public String name() {
        return "Paper";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(SHELF, USER, PASSWORD, PAGES, RULED, DRYING_TIME, FORMAT, AUTHORS, BINDING, STORE);
    }

    @Override
    public Optional<String> dancerGroup() {
        return Optional.of("paper_options");
    }

    @Override
    public SessionStore open(Settings settings, SessionOptions options) {
        if (settings.get(SHELF).equals("/dev/null")) {
            throw settings.invalid(SHELF, "nothing can be kept there");
        }
        if (settings.get(SHELF).startsWith("ook")) {
            throw settings.unknown(SHELF, "there is no such shelf", settings.get(SHELF), List.of("pine", "oak"));
        }
        return settings.find(STORE).orElseGet(MemorySessionStore::new);
    }

    @Override
    public StoreSetup setup(Settings settings, SessionOptions options) {
        return new StoreSetup() {
            @Override
            public List<Finding> check() {
                return List.of();
            }

            @Override
            public List<String> plan() {
                return List.of("build shelf " + settings.get(SHELF));
            }

            @Override
            public void apply() {}

            @Override
            public void close() {}
        };
    }
}
