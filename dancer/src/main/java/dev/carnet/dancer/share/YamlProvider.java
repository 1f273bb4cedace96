package dev.carnet.dancer.share;

import dev.carnet.options.SessionOptions;
import dev.carnet.spi.Encoding;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.StoreTraits;
import dev.carnet.spi.setup.SessionStoreProvider;
import dev.carnet.spi.setup.Setting;
import dev.carnet.spi.setup.Settings;
import dev.carnet.spi.setup.StoreSetup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** {@code session: YAML}: the files of Dancer's own engine, shared or taken over. Carnet has no sessions of its own in them. */
public final class YamlProvider implements SessionStoreProvider {
    /** Whose files they are. */
    enum Generation {
        /** The id is inside. */
        DANCER1,
        DANCER2;

        RecordFormat format() {
            return switch (this) {
                case DANCER1 -> new PerlFormat(PerlSerializer.YAML, "Dancer::Session::YAML", true);
                case DANCER2 -> new PerlFormat(PerlSerializer.YAML, null, false);
            };
        }
    }

    static final Setting<String> SESSION_DIR = Setting.text("session_dir")
            .defaultsTo("sessions")
            .describedAs("The folder of the files; Dancer's default is 'sessions' in the application's folder");

    static final Setting<Generation> GENERATION = Setting.choice("generation", Generation.class)
            .defaultsTo(Generation.DANCER2)
            .describedAs("Whether the files are Dancer 1's or Dancer 2's");

    private static final long LARGEST = 64L << 20;

    @Override
    public String name() {
        return "YAML";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(SESSION_DIR, GENERATION);
    }

    @Override
    public List<Setting<?>> topLevelSettings() {
        return List.of(SESSION_DIR);
    }

    @Override
    public SessionStore open(Settings settings, SessionOptions options) {
        Path folder = Path.of(settings.get(SESSION_DIR)).toAbsolutePath();
        if (!Files.isDirectory(folder)) {
            throw settings.invalid(
                    SESSION_DIR, "there is no folder " + folder + "; give the one that the Dancer application uses");
        }
        return new SharedSessionStore(
                new StoreTraits(name(), Encoding.JSON_TEXT, false, false, true, true, LARGEST),
                new FileRecords(folder),
                settings.get(GENERATION).format(),
                options.maxIdle(),
                InstantSource.system());
    }

    @Override
    public StoreSetup setup(Settings settings, SessionOptions options) {
        return new ReachedSetup(() -> open(settings, options));
    }
}
